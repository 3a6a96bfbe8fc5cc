import './theme/fonts.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { createApolloClient } from './api/apollo-client.ts';
import { createApp } from './app.tsx';
import { createI18nProvider } from './i18n/i18n-provider.ts';
import { setViewer } from './session/viewer.ts';

const i18nProvider = createI18nProvider(navigator.languages);
const App = createApp(
  createApolloClient(
    () => i18nProvider.getLocale(),
    (client) => setViewer(client, null),
  ),
  i18nProvider,
);
// A data router: react-admin warns of unsaved changes through it.
const router = createBrowserRouter([{ path: '*', element: <App /> }], { basename: '/admin' });

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
);
