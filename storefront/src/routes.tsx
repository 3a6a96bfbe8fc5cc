import { createBrowserRouter } from 'react-router';
import { BrokenPage } from './not-found/broken.page.tsx';
import { Layout } from './shell/layout.tsx';
import { PageSkeleton } from './ui/skeleton.tsx';

/** Every page is a file of its own, fetched when it is first visited. */
export function createRouter() {
  return createBrowserRouter([
    {
      element: <Layout />,
      hydrateFallbackElement: <PageSkeleton />,
      children: [
        {
          errorElement: <BrokenPage />,
          children: [
            { path: '/', lazy: async () => ({ Component: (await import('./home/home.page.tsx')).HomePage }) },
            {
              path: '/esim/:iso2',
              lazy: async () => ({ Component: (await import('./place/country.page.tsx')).CountryPage }),
            },
            {
              path: '/region/:code',
              lazy: async () => ({ Component: (await import('./place/region.page.tsx')).RegionPage }),
            },
            {
              path: '/global',
              lazy: async () => ({ Component: (await import('./place/global.page.tsx')).GlobalPage }),
            },
            {
              path: '/plan/:slug',
              lazy: async () => ({ Component: (await import('./plan/plan.page.tsx')).PlanPage }),
            },
            {
              path: '/checkout/:planSlug',
              lazy: async () => ({ Component: (await import('./checkout/checkout.page.tsx')).CheckoutPage }),
            },
            {
              path: '/orders/:number/pay',
              lazy: async () => ({ Component: (await import('./checkout/pay.page.tsx')).PayPage }),
            },
            {
              path: '/orders/:number',
              lazy: async () => ({ Component: (await import('./order/order.page.tsx')).OrderPage }),
            },
            {
              path: '/account',
              lazy: async () => ({ Component: (await import('./account/account.page.tsx')).AccountPage }),
            },
            {
              path: '/sign-in',
              lazy: async () => ({ Component: (await import('./session/sign-in.page.tsx')).SignInPage }),
            },
            {
              path: '*',
              lazy: async () => ({ Component: (await import('./not-found/not-found.page.tsx')).NotFoundPage }),
            },
          ],
        },
      ],
    },
  ]);
}
