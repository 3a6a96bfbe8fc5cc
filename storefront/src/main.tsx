import { StrictMode, startTransition } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { createCache } from './api/cache.ts';
import { createApolloClient } from './api/client.ts';
import { App } from './app.tsx';
import { MeDocument } from './generated/graphql.ts';
import { loadLanguage } from './i18n/i18n.ts';
import { localeOf, withoutLocale } from './i18n/locale-path.ts';
import { registerServiceWorker } from './offline/register.ts';
import { decideVisit } from './preferences/visit.ts';
import { endEarlyInput } from './rendering/early-input.ts';
import { readHandover } from './rendering/handover.ts';
import { isFirstView, loadPage, Pages } from './routes.tsx';
import { SiteRouter } from './shell/site-router.tsx';

const locale = localeOf(location.pathname);
const handover = readHandover(document);
const cache = createCache();
if (handover) cache.restore(handover.answers);
const client = createApolloClient(
  () => client.writeQuery({ query: MeDocument, data: { __typename: 'Query', me: null } }),
  cache,
);
const visit =
  handover?.visit ??
  decideVisit(locale, {
    languages: navigator.languages,
    cookies: document.cookie,
    origin: location.origin,
  });

// Before anything is waited for: a page that the server did not draw begins in its light.
document.documentElement.dataset.theme = visit.theme;
const path = withoutLocale(location.pathname);
const [language] = await Promise.all([loadLanguage(locale, isFirstView(path)), loadPage(path)]);
const app = (
  <StrictMode>
    <App client={client} language={language} visit={visit}>
      <SiteRouter>
        <Pages />
      </SiteRouter>
    </App>
  </StrictMode>
);
const root = document.getElementById('root');
// As a transition: taking a page over is done in short pieces, between which a touch is answered.
if (root && handover) startTransition(() => void hydrateRoot(root, app));
else if (root) createRoot(root).render(app);
endEarlyInput(handover !== null);
registerServiceWorker();
