import type { ApolloClient } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import type { ReactNode } from 'react';
import type { Language } from './i18n/i18n.ts';
import { PreferencesProvider } from './preferences/preferences.tsx';
import type { Visit } from './preferences/visit.ts';
import { SessionProvider } from './session/session.tsx';

type AppProps = {
  client: ApolloClient;
  language: Language;
  visit: Visit;
  /** The pages inside of the router that fits where they are drawn. */
  children: ReactNode;
};

/** What every page stands on; the same tree in the browser and where the server draws it. */
export function App({ client, language, visit, children }: AppProps) {
  return (
    <ApolloProvider client={client}>
      <PreferencesProvider first={language} visit={visit}>
        <SessionProvider>{children}</SessionProvider>
      </PreferencesProvider>
    </ApolloProvider>
  );
}
