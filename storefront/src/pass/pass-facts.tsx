import { useFormat } from '../format/use-format.ts';
import { useTranslation } from '../i18n/use-translation.ts';

type Allowance = { isUnlimited: boolean; dataMb: number | null; validityDays: number };

/** Data and days, the two figures of every pass. */
export function PassFacts({ plan, size = 'list' }: { plan: Allowance; size?: 'list' | 'large' }) {
  const { t } = useTranslation();
  const format = useFormat();
  const figure =
    size === 'large' ? 'text-3xl font-extrabold tracking-[-0.02em]' : 'text-xl font-bold tracking-[-0.01em]';
  const data = plan.isUnlimited || plan.dataMb === null ? t('plan.unlimited') : format.data(plan.dataMb);
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2">
      <div>
        <dt className="eyebrow">{t('plan.data')}</dt>
        <dd className={`figures font-display whitespace-nowrap ${figure}`}>{data}</dd>
      </div>
      <div>
        <dt className="eyebrow">{t('plan.validFor')}</dt>
        <dd className={`figures font-display whitespace-nowrap ${figure}`}>
          {t('plan.days', { count: plan.validityDays })}
        </dd>
      </div>
    </dl>
  );
}

/** The same in one line, for headings and labels. */
export function useAllowance() {
  const { t } = useTranslation();
  const format = useFormat();
  return (plan: Allowance) =>
    t('plan.allowance', {
      data: plan.isUnlimited || plan.dataMb === null ? t('plan.unlimitedData') : format.data(plan.dataMb),
      days: t('plan.days', { count: plan.validityDays }),
    });
}
