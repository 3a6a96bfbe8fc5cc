import type { ApolloClient } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import type { QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { AdminContext, AdminUI, CustomRoutes, type I18nProvider, Resource, useLocale } from 'react-admin';
import { Route } from 'react-router';
import { AccessPage } from './access/access-page.tsx';
import { alertReader } from './alerts/alert.reader.ts';
import { alerts } from './alerts/index.ts';
import { createDataProvider, type ResourceReader } from './api/data-provider.ts';
import { createQueryClient } from './api/query-client.ts';
import { auditReader } from './audit/audit.reader.ts';
import { auditLog } from './audit/index.ts';
import { Dashboard } from './dashboard/dashboard.tsx';
import { deadLetters, jobs } from './jobs/index.ts';
import { deadLetterReader, jobRunReader } from './jobs/job.readers.ts';
import { ledger } from './ledger/index.ts';
import { ledgerReader } from './ledger/ledger.reader.ts';
import { orders } from './orders/index.ts';
import { orderReader } from './orders/order.reader.ts';
import { payments, stripeEvents } from './payments/index.ts';
import { paymentReader } from './payments/payment.reader.ts';
import { stripeEventReader } from './payments/stripe-event.reader.ts';
import { review } from './review/index.ts';
import { reviewReader } from './review/review.reader.ts';
import { AccessDenied } from './session/access-denied.tsx';
import { createAuthProvider } from './session/auth-provider.ts';
import { Gate } from './session/gate.tsx';
import type { Part } from './session/rights.ts';
import { BrokenPage } from './shell/broken-page.tsx';
import { DeskLayout } from './shell/desk-layout.tsx';
import { NotFoundPage } from './shell/not-found-page.tsx';
import { createPreferencesStore } from './shell/preferences-store.ts';
import { staff } from './staff/index.ts';
import { staffReader } from './staff/staff.reader.ts';
import { stockLevels } from './stock/index.ts';
import { stockLevelReader } from './stock/stock-level.reader.ts';
import { switches } from './switches/index.ts';
import { switchReader } from './switches/switch.reader.ts';
import { darkTheme, lightTheme } from './theme/theme.ts';

const parts = [
  review,
  orders,
  payments,
  stripeEvents,
  ledger,
  stockLevels,
  alerts,
  jobs,
  deadLetters,
  switches,
  staff,
  auditLog,
];
const readers: Record<Part, ResourceReader> = {
  orders: orderReader,
  review: reviewReader,
  payments: paymentReader,
  'stripe-events': stripeEventReader,
  ledger: ledgerReader,
  'stock-levels': stockLevelReader,
  alerts: alertReader,
  'job-runs': jobRunReader,
  'dead-letters': deadLetterReader,
  switches: switchReader,
  staff: staffReader,
  'audit-log': auditReader,
};

/** Makes the desk around one API client. Each resource is a folder: its pages, its reader, its documents. */
export function createApp(client: ApolloClient, i18nProvider: I18nProvider) {
  const dataProvider = createDataProvider(client, readers);
  const authProvider = createAuthProvider(client);
  const queryClient = createQueryClient();
  const store = createPreferencesStore();
  const languages = askingAnew(i18nProvider, queryClient);
  return () => (
    <ApolloProvider client={client}>
      <AdminContext
        dataProvider={dataProvider}
        authProvider={authProvider}
        i18nProvider={languages}
        queryClient={queryClient}
        store={store}
        lightTheme={lightTheme}
        darkTheme={darkTheme}
      >
        <DocumentLanguage />
        <Gate>
          <AdminUI
            dashboard={Dashboard}
            layout={DeskLayout}
            accessDenied={AccessDenied}
            catchAll={NotFoundPage}
            error={BrokenPage}
            loginPage={false}
            disableTelemetry
          >
            {parts.map((part) => (
              <Resource key={part.name} {...part} />
            ))}
            <CustomRoutes>
              <Route path="/access" element={<AccessPage />} />
            </CustomRoutes>
          </AdminUI>
        </Gate>
      </AdminContext>
    </ApolloProvider>
  );
}

/** Alerts, reasons and findings come from the server in words: in another language they are asked for anew. */
function askingAnew(i18nProvider: I18nProvider, queryClient: QueryClient): I18nProvider {
  return {
    ...i18nProvider,
    async changeLocale(locale) {
      await i18nProvider.changeLocale(locale);
      void queryClient.invalidateQueries();
    },
  };
}

/** Says the page's language to screen readers and browsers. */
function DocumentLanguage() {
  const locale = useLocale();
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  return null;
}
