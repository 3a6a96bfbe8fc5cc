import { decimalOf } from '../format/money.ts';
import { useFormat } from '../format/use-format.ts';
import { inLocale } from '../i18n/locale-path.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { useAllowance } from '../pass/pass-facts.tsx';
import { usePlaceName } from '../pass/place-name.tsx';
import { usePreferences } from '../preferences/preferences.tsx';
import { Breadcrumbs } from '../rendering/breadcrumbs.tsx';
import { PageHead } from '../rendering/page-head.tsx';
import { StructuredData } from '../rendering/structured-data.tsx';
import { placePath } from './place-path.ts';
import type { PlanDetail } from './plan.page.tsx';

/** A plan's page for those who find it by search or by a link, with its offer for machines. */
export function PlanMeta({ plan }: { plan: PlanDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { locale, origin } = usePreferences();
  const names = { place: usePlaceName()(plan), allowance: useAllowance()(plan) };
  const picture = sharePicture(plan);
  const description = t('plan.metaDescription', {
    ...names,
    price: format.money(plan.price),
    carrier: plan.carrier.name,
  });
  const isSold = plan.isActive && plan.availability !== 'SOLD_OUT';
  return (
    <>
      <PageHead title={t('plan.documentTitle', names)} description={description} picture={picture} />
      <StructuredData
        of={{
          '@type': 'Product',
          name: t('plan.productName', names),
          description,
          sku: plan.slug,
          image: `${origin}${picture}.${locale}.png`,
          brand: { '@type': 'Brand', name: plan.carrier.name },
          offers: {
            '@type': 'Offer',
            url: origin + inLocale(locale, `/plan/${plan.slug}`),
            price: decimalOf(plan.price),
            priceCurrency: plan.price.currency,
            availability: `https://schema.org/${isSold ? 'InStock' : 'OutOfStock'}`,
          },
        }}
      />
      <Breadcrumbs
        steps={[
          { name: names.place, path: placePath(plan) },
          { name: names.allowance, path: `/plan/${plan.slug}` },
        ]}
      />
    </>
  );
}

function sharePicture({ country, region }: PlanDetail): string {
  if (country) return `/share/esim/${country.iso2.toLowerCase()}`;
  return region ? `/share/region/${region.code.toLowerCase()}` : '/share/global';
}
