import { ChevronDown } from 'lucide-react';
import { Link, useParams } from 'react-router';
import { lastAnswerOf } from '../api/answer.ts';
import { useFormat } from '../format/use-format.ts';
import { type RegionHeadQuery, useRegionHeadQuery } from '../generated/graphql.ts';
import { countryPath, regionPath } from '../home/destinations.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { NotFoundPage } from '../not-found/not-found.page.tsx';
import { Flag } from '../places/flag.tsx';
import { RegionMap } from '../places/region-map.tsx';
import { usePreferences } from '../preferences/preferences.tsx';
import { Breadcrumbs } from '../rendering/breadcrumbs.tsx';
import { PageHead } from '../rendering/page-head.tsx';
import { Failure } from '../ui/failure.tsx';
import { Bone } from '../ui/skeleton.tsx';
import { PlaceHead } from './place-head.tsx';
import { PlacePlans } from './place-plans.tsx';
import { PlaceProduct } from './place-product.tsx';

type Region = NonNullable<RegionHeadQuery['region']>;

export function RegionPage() {
  const { t } = useTranslation();
  const { code = '' } = useParams();
  const { locale, currency } = usePreferences();
  const head = useRegionHeadQuery({ variables: { code, locale, currency } });
  const data = lastAnswerOf(head);
  if (data && !data.region?.isSold) return <NotFoundPage />;
  const region = data?.region;
  const retry = () => void head.refetch();
  if (head.error && !region) return <Failure isPage error={head.error} onRetry={retry} />;
  return (
    <div className="shell">
      {region ? <RegionMeta region={region} /> : <title>{t('shell.documentTitle')}</title>}
      <PlaceHead
        title={region?.name ?? <Nameless />}
        facts={region ? <RegionFacts region={region} /> : <Bone className="h-6 w-44" />}
        picture={
          <RegionMap
            codes={region?.countries.map(({ iso2 }) => iso2) ?? []}
            className="h-28 w-36 shrink-0 max-sm:absolute max-sm:top-0 max-sm:right-0 max-sm:-z-10 max-sm:opacity-60 sm:h-40 sm:w-64"
          />
        }
      />
      {head.error && <Failure error={head.error} onRetry={retry} className="my-6" />}
      {region && <RegionCountries region={region} />}
      <PlacePlans key={code} of={{ region: region?.code ?? code, scope: 'REGION' }} />
    </div>
  );
}

/** The place of a name that is on its way: a heading says something to everybody. */
function Nameless() {
  const { t } = useTranslation();
  return (
    <>
      <span className="sr-only">{t('common.loading')}</span>
      <Bone className="h-10 w-48" />
    </>
  );
}

/** A region's page for those who find it by search or by a link. */
function RegionMeta({ region }: { region: Region }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { name, planCount, fromPrice } = region;
  const path = regionPath(region.code);
  const picture = `/share/region/${region.code.toLowerCase()}`;
  const description = t('place.regionDescription', {
    name,
    plans: t('place.planCount', { count: planCount }),
    countries: t('place.countryCount', { count: region.countries.length }),
    from: fromPrice ? t('place.from', { price: format.money(fromPrice) }) : '',
  });
  return (
    <>
      <PageHead title={t('place.documentTitle', { name })} description={description} picture={picture} />
      <PlaceProduct {...{ name, description, path, picture, planCount, fromPrice }} />
      <Breadcrumbs steps={[{ name, path }]} />
    </>
  );
}

function RegionFacts({ region }: { region: Region }) {
  const { t } = useTranslation();
  const format = useFormat();
  const from = region.fromPrice && t('place.from', { price: format.money(region.fromPrice) });
  return [t('place.countryCount', { count: region.countries.length }), from].filter(Boolean).join(' · ');
}

function RegionCountries({ region }: { region: Region }) {
  const { t } = useTranslation();
  return (
    <details className="group mb-6 rounded-card border border-line bg-surface">
      <summary className="flex min-h-12 list-none items-center gap-2 px-4 font-medium [&::-webkit-details-marker]:hidden">
        {t('place.countriesOf', { count: region.countries.length })}
        <ChevronDown
          aria-hidden
          className="ml-auto size-5 text-soft transition-transform duration-200 group-open:rotate-180"
        />
      </summary>
      <ul className="grid grid-cols-2 gap-x-3 px-2 pb-3 sm:grid-cols-3 lg:grid-cols-4">
        {region.countries.map(({ iso2, name }) => (
          <li key={iso2} className="min-w-0">
            <Link
              to={countryPath(iso2)}
              className="flex min-h-11 items-center gap-2.5 rounded-control px-2 text-sm hover:bg-brand-soft"
            >
              <Flag iso2={iso2} className="w-5" />
              <span className="min-w-0 truncate">{name}</span>
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}
