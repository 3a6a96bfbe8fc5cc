import { inLocale } from '../i18n/locale-path.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { StructuredData } from './structured-data.tsx';

type Step = { name: string; path: string };

/** Where a page lies in the shop, below its first page (https://schema.org/BreadcrumbList). */
export function Breadcrumbs({ steps }: { steps: readonly Step[] }) {
  const { t } = useTranslation();
  const { locale, origin } = usePreferences();
  const all = [{ name: t('place.breadcrumbHome'), path: '/' }, ...steps];
  return (
    <StructuredData
      of={{
        '@type': 'BreadcrumbList',
        itemListElement: all.map(({ name, path }, index) => ({
          '@type': 'ListItem',
          position: index + 1,
          name,
          item: origin + inLocale(locale, path),
        })),
      }}
    />
  );
}
