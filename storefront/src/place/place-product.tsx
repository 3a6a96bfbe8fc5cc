import { type Amount, decimalOf } from '../format/money.ts';
import { inLocale } from '../i18n/locale-path.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { StructuredData } from '../rendering/structured-data.tsx';

type PlaceProductProps = {
  name: string;
  description: string;
  path: string;
  /** Path of the picture that is shown beside a link, as PageHead takes it. */
  picture: string;
  planCount: number;
  fromPrice: Amount | null;
};

/** What a place's plans cost, for machines. Nothing where none is sold. */
export function PlaceProduct({ name, description, path, picture, planCount, fromPrice }: PlaceProductProps) {
  const { t } = useTranslation();
  const { locale, origin } = usePreferences();
  if (!fromPrice) return null;
  const url = origin + inLocale(locale, path);
  return (
    <StructuredData
      of={{
        '@type': 'Product',
        name: t('place.productName', { name }),
        description,
        url,
        image: `${origin}${picture}.${locale}.png`,
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
  );
}
