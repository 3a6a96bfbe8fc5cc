import type { ApolloClient } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { useEffect } from 'react';
import { AdminContext, AdminUI, type I18nProvider, Resource, useLocale } from 'react-admin';
import { createDataProvider } from './api/data-provider.ts';
import { createQueryClient } from './api/query-client.ts';
import { orders } from './orders/index.ts';
import { orderReader } from './orders/order.reader.ts';
import { AccessDenied } from './session/access-denied.tsx';
import { createAuthProvider } from './session/auth-provider.ts';
import { Gate } from './session/gate.tsx';
import { BrokenPage } from './shell/broken-page.tsx';
import { DeskLayout } from './shell/desk-layout.tsx';
import { NotFoundPage } from './shell/not-found-page.tsx';
import { createPreferencesStore } from './shell/preferences-store.ts';
import { stockLevels } from './stock/index.ts';
import { stockLevelReader } from './stock/stock-level.reader.ts';
import { darkTheme, lightTheme } from './theme/theme.ts';

/** Makes the desk around one API client. Each resource is a folder: its pages, its reader, its documents. */
export function createApp(client: ApolloClient, i18nProvider: I18nProvider) {
  const dataProvider = createDataProvider(client, { orders: orderReader, 'stock-levels': stockLevelReader });
  const authProvider = createAuthProvider(client);
  const queryClient = createQueryClient();
  const store = createPreferencesStore();
  return () => (
    <ApolloProvider client={client}>
      <AdminContext
        dataProvider={dataProvider}
        authProvider={authProvider}
        i18nProvider={i18nProvider}
        queryClient={queryClient}
        store={store}
        lightTheme={lightTheme}
        darkTheme={darkTheme}
      >
        <DocumentLanguage />
        <Gate>
          <AdminUI
            layout={DeskLayout}
            accessDenied={AccessDenied}
            catchAll={NotFoundPage}
            error={BrokenPage}
            loginPage={false}
            disableTelemetry
          >
            <Resource {...orders} />
            <Resource {...stockLevels} />
          </AdminUI>
        </Gate>
      </AdminContext>
    </ApolloProvider>
  );
}

/** Says the page's language to screen readers and browsers. */
function DocumentLanguage() {
  const locale = useLocale();
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  return null;
}
