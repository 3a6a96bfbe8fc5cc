import { useLocation } from 'react-router';
import { inLocale } from '../i18n/locale-path.ts';
import { LOCALES, type Locale } from '../preferences/choices.ts';
import { usePreferences } from '../preferences/preferences.tsx';

/** For Open Graph (https://ogp.me): language and territory. */
const OG_LOCALES: Record<Locale, string> = { en: 'en_US', es: 'es_ES' };
const PICTURE = { width: 1200, height: 630 };

type PageHeadProps = {
  title: string;
  description?: string;
  /** Path of the picture that others show beside a link; the shop's own where a page has none. */
  picture?: string;
  /** For pages that are one visitor's, and for what is not there. */
  isPrivate?: boolean;
};

/**
 * What search engines, and those to whom a link is sent, see of a page. React moves the elements to the document's
 * head. Choices in the query are not part of a page's address: they are one page.
 */
export function PageHead({ title, description, picture = '/share/shop', isPrivate = false }: PageHeadProps) {
  const { pathname } = useLocation();
  const { locale, origin } = usePreferences();
  if (isPrivate) {
    return (
      <>
        <title>{title}</title>
        <meta name="robots" content="noindex" />
      </>
    );
  }
  const addressIn = (language: Locale) => origin + inLocale(language, pathname);
  const address = addressIn(locale);
  return (
    <>
      <title>{title}</title>
      {description && <meta name="description" content={description} />}
      <link rel="canonical" href={address} />
      {LOCALES.map((language) => (
        <link key={language} rel="alternate" hrefLang={language} href={addressIn(language)} />
      ))}
      <link rel="alternate" hrefLang="x-default" href={addressIn(LOCALES[0])} />
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content="Tribi" />
      <meta property="og:title" content={title} />
      {description && <meta property="og:description" content={description} />}
      <meta property="og:url" content={address} />
      <meta property="og:locale" content={OG_LOCALES[locale]} />
      <meta property="og:image" content={`${origin}${picture}.${locale}.png`} />
      <meta property="og:image:width" content={String(PICTURE.width)} />
      <meta property="og:image:height" content={String(PICTURE.height)} />
      <meta name="twitter:card" content="summary_large_image" />
    </>
  );
}
