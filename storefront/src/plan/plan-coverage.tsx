import { ChevronDown } from 'lucide-react';
import { useTranslation } from '../i18n/use-translation.ts';
import { GENERATION_NAMES } from '../pass/generations.ts';
import { Flag } from '../places/flag.tsx';
import { usePreferences } from '../preferences/preferences.tsx';
import type { PlanDetail } from './plan.page.tsx';

type Coverage = PlanDetail['coverage'][number];
const SHOWN = 6;

/** Which networks the plan uses where, with the generations each offers. */
export function PlanCoverage({ plan }: { plan: PlanDetail }) {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const sorted = plan.coverage.toSorted((a, b) => a.country.name.localeCompare(b.country.name, locale));
  if (sorted.length === 0) return null;
  const [first, rest] = [sorted.slice(0, SHOWN), sorted.slice(SHOWN)];
  return (
    <section aria-labelledby="networks">
      <h2 id="networks" className="mb-3 text-xl">
        {sorted.length === 1 ? t('coverage.networks') : t('coverage.networksIn', { count: sorted.length })}
      </h2>
      <div className="overflow-hidden rounded-card border border-line bg-surface">
        <CoverageRows rows={first} isAlone={sorted.length === 1} />
        {rest.length > 0 && (
          <details className="group border-t border-line">
            <summary className="flex min-h-12 list-none items-center gap-2 px-4 font-medium text-brand [&::-webkit-details-marker]:hidden">
              {t('coverage.more', { count: rest.length })}
              <ChevronDown
                aria-hidden
                className="ml-auto size-5 transition-transform duration-200 group-open:rotate-180"
              />
            </summary>
            <CoverageRows rows={rest} isAlone={false} />
          </details>
        )}
      </div>
    </section>
  );
}

function CoverageRows({ rows, isAlone }: { rows: readonly Coverage[]; isAlone: boolean }) {
  const { t } = useTranslation();
  return (
    <ul className="divide-y divide-line">
      {rows.map(({ country, networks }) => (
        <li key={country.iso2} className="flex gap-3 px-4 py-3">
          <Flag iso2={country.iso2} className="mt-1 w-5 self-start" />
          <div className="min-w-0 flex-1">
            {!isAlone && <p className="text-sm font-medium">{country.name}</p>}
            {networks.length === 0 && <p className="text-sm text-soft">{t('coverage.unknown')}</p>}
            {networks.map(({ name, generations }) => (
              <p key={name} className="flex justify-between gap-3 text-sm">
                <span className={isAlone ? '' : 'text-soft'}>{name}</span>
                <span className="figures font-medium whitespace-nowrap text-soft">
                  {generations.map((generation) => GENERATION_NAMES[generation]).join(' · ')}
                </span>
              </p>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}
