import './styles/app.css';
import { ApolloProvider } from '@apollo/client/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { createApolloClient } from './api/client.ts';
import { MeDocument } from './generated/graphql.ts';
import { firstLanguage } from './i18n/i18n.ts';
import { PreferencesProvider } from './preferences/preferences.tsx';
import { Pages, preloadPage } from './routes.tsx';
import { SessionProvider } from './session/session.tsx';

const client = createApolloClient(() =>
  client.writeQuery({ query: MeDocument, data: { __typename: 'Query', me: null } }),
);
const root = document.getElementById('root');

preloadPage(location.pathname);
const language = await firstLanguage();
if (root) {
  createRoot(root).render(
    <StrictMode>
      <ApolloProvider client={client}>
        <PreferencesProvider first={language}>
          <SessionProvider>
            <BrowserRouter>
              <Pages />
            </BrowserRouter>
          </SessionProvider>
        </PreferencesProvider>
      </ApolloProvider>
    </StrictMode>,
  );
}
