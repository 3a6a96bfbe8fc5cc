import { type ApolloClient, InMemoryCache, type NormalizedCacheObject } from '@apollo/client';
import { prerenderStatic } from '@apollo/client/react/ssr';
import { StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { StaticRouter } from 'react-router';
import { App } from '../app.tsx';
import { loadLanguage } from '../i18n/i18n.ts';
import { baseOf, localeOf, withoutLocale } from '../i18n/locale-path.ts';
import {
  chooseLocale,
  chooseTheme,
  LOCALE_COOKIE,
  type Locale,
  THEME_COOKIE,
  type Theme,
} from '../preferences/choices.ts';
import { readCookie } from '../preferences/cookies.ts';
import { decideVisit } from '../preferences/visit.ts';
import { fileOf, isFirstView, loadPage, Pages } from '../routes.tsx';
import { createDrawingClient } from './drawing-client.ts';
import { writeHandover } from './handover.ts';
import { type Outcome, OutcomeContext } from './outcome.tsx';

export { inLocale, localeOf } from '../i18n/locale-path.ts';
export { isPage } from '../routes.tsx';
export { drawRegion, drawWorld, flagFile, outlineFile } from './share-drawings.ts';
export { shareFacts } from './share-facts.ts';
export { sitePaths } from './site-paths.ts';

export type PageRequest = {
  /** Path and query as the browser sent them. */
  url: string;
  /** Scheme and host of the shop. */
  origin: string;
  /** The visitor's languages, the wanted first. */
  languages: readonly string[];
  /** The Cookie header; only language, currency and theme are read from it. */
  cookies: string;
  /** Asks the shop's own API, without a session: what is drawn here is the same for everybody. */
  fetch: typeof fetch;
  signal: AbortSignal;
};

export type DrawnPage = {
  status: number;
  locale: Locale;
  theme: Theme;
  /** Title, description, canonical and the like. */
  head: string;
  /** The page itself, and after it what the browser needs to go on. */
  body: string;
  handover: string;
  /** The source files of the page and of its texts, whose scripts the browser should fetch first. */
  files: string[];
};

const ROOT = '<div id="root">';
const END = '</div>';

/** The language a visitor without one in the address is sent to, or null when English suits them. */
export function languageToGoTo(request: Pick<PageRequest, 'url' | 'languages' | 'cookies'>): Locale | null {
  const { pathname } = new URL(request.url, 'http://tribi.invalid');
  if (baseOf(localeOf(pathname)) !== '') return null;
  const wanted = chooseLocale(readCookie(LOCALE_COOKIE, request.cookies), request.languages);
  return baseOf(wanted) === '' ? null : wanted;
}

/** The light a visitor chose. */
export function themeOf(cookies: string): Theme {
  return chooseTheme(readCookie(THEME_COOKIE, cookies));
}

/**
 * Draws a page from the same tree that the browser goes on with. Nobody is signed in here: what belongs to a person is
 * asked for by their browser.
 *
 * @throws when the page cannot be drawn, or not before the signal; the browser can still draw it by itself
 */
export async function renderPage(request: PageRequest): Promise<DrawnPage> {
  const { pathname } = new URL(request.url, request.origin);
  const locale = localeOf(pathname);
  const path = withoutLocale(pathname);
  const visit = decideVisit(locale, request);
  const [language] = await Promise.all([loadLanguage(locale), loadPage(path)]);
  const client = createDrawingClient(locale, request.fetch, request.signal);
  const outcome: Outcome = { status: 200 };
  const { result, aborted } = await prerenderStatic({
    tree: (
      <div id="root">
        <StrictMode>
          <OutcomeContext value={outcome}>
            <App client={client} language={language} visit={visit}>
              <StaticRouter basename={baseOf(locale) || '/'} location={request.url}>
                <Pages />
              </StaticRouter>
            </App>
          </OutcomeContext>
        </StrictMode>
      </div>
    ),
    renderFunction: renderToString,
    signal: request.signal,
  });
  const begin = result.indexOf(ROOT);
  if (aborted || begin < 0) throw new Error('The page was not drawn in time');
  const page = {
    status: outcome.status,
    locale,
    theme: visit.theme,
    head: result.slice(0, begin),
    body: result.slice(begin + ROOT.length, result.lastIndexOf(END)),
    handover: writeHandover({ visit, answers: answersOf(client) }),
    files: [fileOf(path), ...textsOf(path, locale)],
  };
  client.stop();
  return page;
}

function answersOf({ cache }: ApolloClient): NormalizedCacheObject {
  return cache instanceof InMemoryCache ? cache.extract() : {};
}

/** The texts that the page is drawn with in the browser. */
function textsOf(path: string, locale: Locale): string[] {
  const parts = isFirstView(path) ? ['first'] : ['first', 'more'];
  return parts.map((part) => `i18n/${locale}.json?part=${part}`);
}
