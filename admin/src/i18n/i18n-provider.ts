import polyglot from 'ra-i18n-polyglot';
import reactAdminEnglish from 'ra-language-english';
import type { I18nProvider } from 'react-admin';
import { en } from './en.ts';
import { es } from './es.ts';
import { reactAdminSpanish } from './react-admin.es.ts';

const english = { ...reactAdminEnglish, ...en };
const spanish = { ...reactAdminSpanish, ...es };

/** The desk's languages. It opens in the first of the person's own that it speaks, until they choose another. */
export function createI18nProvider(preferred: readonly string[]): I18nProvider {
  const spoken = preferred.map((tag) => tag.slice(0, 2)).find((tag) => tag === 'en' || tag === 'es');
  return polyglot((locale) => (locale === 'es' ? spanish : english), spoken ?? 'en', [
    { locale: 'en', name: 'English' },
    { locale: 'es', name: 'Español' },
  ]);
}
