import { useFormat } from '../format/use-format.ts';
import type { CountryHeadQuery } from '../generated/graphql.ts';
import { countryPath } from '../home/destinations.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { Breadcrumbs } from '../rendering/breadcrumbs.tsx';
import { PageHead } from '../rendering/page-head.tsx';
import { PlaceProduct } from './place-product.tsx';

type CountryMetaProps = { country: CountryHeadQuery['country']; name: string };

/** A country's page for those who find it by search or by a link. */
export function CountryMeta({ country, name }: CountryMetaProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const title = t('place.documentTitle', { name });
  if (!country) return <title>{title}</title>;
  const { planCount, fromPrice, iso2 } = country;
  const path = countryPath(iso2);
  const picture = `/share/esim/${iso2.toLowerCase()}`;
  const description = t('place.countryDescription', {
    name,
    plans: t('place.planCount', { count: planCount }),
    from: fromPrice ? t('place.from', { price: format.money(fromPrice) }) : '',
  });
  return (
    <>
      <PageHead title={title} description={description} picture={picture} />
      <PlaceProduct {...{ name, description, path, picture, planCount, fromPrice }} />
      <Breadcrumbs steps={[{ name, path }]} />
    </>
  );
}
