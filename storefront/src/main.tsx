import './styles/app.css';
import { ApolloProvider } from '@apollo/client/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { createApolloClient } from './api/client.ts';
import { MeDocument } from './generated/graphql.ts';
import { startI18n } from './i18n/i18n.ts';
import { PreferencesProvider } from './preferences/preferences.tsx';
import { createRouter } from './routes.tsx';
import { SessionProvider } from './session/session.tsx';

const client = createApolloClient(() =>
  client.writeQuery({ query: MeDocument, data: { __typename: 'Query', me: null } }),
);
const router = createRouter();
const root = document.getElementById('root');

await startI18n();
if (root) {
  createRoot(root).render(
    <StrictMode>
      <ApolloProvider client={client}>
        <PreferencesProvider>
          <SessionProvider>
            <RouterProvider router={router} />
          </SessionProvider>
        </PreferencesProvider>
      </ApolloProvider>
    </StrictMode>,
  );
}
