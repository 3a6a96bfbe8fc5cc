import { decimalOf } from '../format/money.ts';
import { useFormat } from '../format/use-format.ts';
import type { CountryHeadQuery } from '../generated/graphql.ts';
import { countryPath } from '../home/destinations.ts';
import { inLocale } from '../i18n/locale-path.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { Breadcrumbs } from '../rendering/breadcrumbs.tsx';
import { PageHead } from '../rendering/page-head.tsx';
import { StructuredData } from '../rendering/structured-data.tsx';

type CountryMetaProps = { country: CountryHeadQuery['country']; name: string };

/** A country's page for those who find it by search or by a link. */
export function CountryMeta({ country, name }: CountryMetaProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { locale, origin } = usePreferences();
  const title = t('place.documentTitle', { name });
  if (!country) return <title>{title}</title>;
  const { planCount, fromPrice, iso2 } = country;
  const description = t('place.countryDescription', {
    name,
    plans: t('place.planCount', { count: planCount }),
    from: fromPrice ? t('place.from', { price: format.money(fromPrice) }) : '',
  });
  const url = origin + inLocale(locale, countryPath(iso2));
  return (
    <>
      <PageHead title={title} description={description} picture={`/share/esim/${iso2.toLowerCase()}`} />
      {fromPrice && (
        <StructuredData
          of={{
            '@type': 'Product',
            name: t('place.productName', { name }),
            description,
            url,
            image: `${origin}/share/esim/${iso2.toLowerCase()}.${locale}.png`,
            brand: { '@type': 'Brand', name: 'Tribi' },
            offers: {
              '@type': 'AggregateOffer',
              url,
              offerCount: planCount,
              lowPrice: decimalOf(fromPrice),
              priceCurrency: fromPrice.currency,
            },
          }}
        />
      )}
      <Breadcrumbs steps={[{ name, path: countryPath(iso2) }]} />
    </>
  );
}
