import { type ComponentType, lazy } from 'react';
import { matchPath, Route, Routes } from 'react-router';
import { Layout } from './shell/layout.tsx';

type Load = () => Promise<{ default: ComponentType }>;

/** The addresses of the shop. Every page is a file of its own, fetched when it is first visited. */
const PAGES: ReadonlyArray<{ path: string; load: Load }> = [
  { path: '/', load: async () => ({ default: (await import('./home/home.page.tsx')).HomePage }) },
  {
    path: '/esim/:iso2',
    load: async () => ({ default: (await import('./place/country.page.tsx')).CountryPage }),
  },
  {
    path: '/region/:code',
    load: async () => ({ default: (await import('./place/region.page.tsx')).RegionPage }),
  },
  { path: '/global', load: async () => ({ default: (await import('./place/global.page.tsx')).GlobalPage }) },
  { path: '/plan/:slug', load: async () => ({ default: (await import('./plan/plan.page.tsx')).PlanPage }) },
  {
    path: '/checkout/:planSlug',
    load: async () => ({ default: (await import('./checkout/checkout.page.tsx')).CheckoutPage }),
  },
  {
    path: '/orders/:number/pay',
    load: async () => ({ default: (await import('./checkout/pay.page.tsx')).PayPage }),
  },
  {
    path: '/orders/:number',
    load: async () => ({ default: (await import('./order/order.page.tsx')).OrderPage }),
  },
  {
    path: '/account',
    load: async () => ({ default: (await import('./account/account.page.tsx')).AccountPage }),
  },
  {
    path: '/sign-in',
    load: async () => ({ default: (await import('./session/sign-in.page.tsx')).SignInPage }),
  },
  {
    path: '*',
    load: async () => ({ default: (await import('./not-found/not-found.page.tsx')).NotFoundPage }),
  },
];

const routes = PAGES.map(({ path, load }) => ({ path, load, Page: lazy(load) }));

/** Begins to fetch the page of an address, while other things are still on their way. */
export function preloadPage(pathname: string): void {
  const route = routes.find(({ path }) => matchPath(path, pathname));
  // If it fails, showing the page says so.
  route?.load().catch(() => undefined);
}

export function Pages() {
  return (
    <Routes>
      <Route element={<Layout />}>
        {routes.map(({ path, Page }) => (
          <Route key={path} path={path} element={<Page />} />
        ))}
      </Route>
    </Routes>
  );
}
