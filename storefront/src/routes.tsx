import { type ComponentType, lazy } from 'react';
import { matchPath, Route, Routes } from 'react-router';
import { TOPICS } from './help/topics.ts';
import { completeTexts } from './i18n/i18n.ts';
import { withoutLocale } from './i18n/locale-path.ts';
import { Layout } from './shell/layout.tsx';

/** `file` is the page's source below src, by which a build knows the scripts it is made of. */
type Page = { path: string; file: string; load: () => Promise<ComponentType> };

/** The addresses of the shop, without their language. Every page is a file of its own, fetched when first visited. */
const PAGES: readonly Page[] = [
  {
    path: '/',
    file: 'home/home.page.tsx',
    load: async () => (await import('./home/home.page.tsx')).HomePage,
  },
  {
    path: '/esim/:iso2',
    file: 'place/country.page.tsx',
    load: async () => (await import('./place/country.page.tsx')).CountryPage,
  },
  {
    path: '/region/:code',
    file: 'place/region.page.tsx',
    load: async () => (await import('./place/region.page.tsx')).RegionPage,
  },
  {
    path: '/global',
    file: 'place/global.page.tsx',
    load: async () => (await import('./place/global.page.tsx')).GlobalPage,
  },
  {
    path: '/devices',
    file: 'devices/devices.page.tsx',
    load: async () => (await import('./devices/devices.page.tsx')).DevicesPage,
  },
  {
    path: '/plan/:slug',
    file: 'plan/plan.page.tsx',
    load: async () => (await import('./plan/plan.page.tsx')).PlanPage,
  },
  {
    path: '/checkout/:planSlug',
    file: 'checkout/checkout.page.tsx',
    load: async () => (await import('./checkout/checkout.page.tsx')).CheckoutPage,
  },
  {
    path: '/orders/:number/pay',
    file: 'checkout/pay.page.tsx',
    load: async () => (await import('./checkout/pay.page.tsx')).PayPage,
  },
  {
    path: '/orders/:number',
    file: 'order/order.page.tsx',
    load: async () => (await import('./order/order.page.tsx')).OrderPage,
  },
  {
    path: '/shared/:token',
    file: 'shared/shared.page.tsx',
    load: async () => (await import('./shared/shared.page.tsx')).SharedPage,
  },
  {
    path: '/account',
    file: 'account/account.page.tsx',
    load: async () => (await import('./account/account.page.tsx')).AccountPage,
  },
  {
    path: '/account/profile',
    file: 'account/profile.page.tsx',
    load: async () => (await import('./account/profile.page.tsx')).ProfilePage,
  },
  {
    path: '/account/devices',
    file: 'account/devices.page.tsx',
    load: async () => (await import('./account/devices.page.tsx')).DevicesPage,
  },
  {
    path: '/account/mails',
    file: 'account/mails.page.tsx',
    load: async () => (await import('./account/mails.page.tsx')).MailsPage,
  },
  {
    path: '/account/privacy',
    file: 'account/privacy.page.tsx',
    load: async () => (await import('./account/privacy.page.tsx')).PrivacyPage,
  },
  {
    path: '/account/deleted',
    file: 'account/deleted.page.tsx',
    load: async () => (await import('./account/deleted.page.tsx')).DeletedPage,
  },
  {
    path: '/unsubscribe/:token',
    file: 'mail-links/unsubscribe.page.tsx',
    load: async () => (await import('./mail-links/unsubscribe.page.tsx')).UnsubscribePage,
  },
  {
    path: '/not-me',
    file: 'mail-links/not-me.page.tsx',
    load: async () => (await import('./mail-links/not-me.page.tsx')).NotMePage,
  },
  {
    path: '/sign-in',
    file: 'session/sign-in.page.tsx',
    load: async () => (await import('./session/sign-in.page.tsx')).SignInPage,
  },
  {
    path: '/help',
    file: 'help/help.page.tsx',
    load: async () => (await import('./help/help.page.tsx')).HelpPage,
  },
  {
    path: '/help/:topic',
    file: 'help/topic.page.tsx',
    load: async () => (await import('./help/topic.page.tsx')).TopicPage,
  },
  {
    path: '/contact',
    file: 'contact/contact.page.tsx',
    load: async () => (await import('./contact/contact.page.tsx')).ContactPage,
  },
  {
    path: '/status',
    file: 'status/status.page.tsx',
    load: async () => (await import('./status/status.page.tsx')).StatusPage,
  },
  {
    path: '/terms',
    file: 'legal/terms.page.tsx',
    load: async () => (await import('./legal/terms.page.tsx')).TermsPage,
  },
  {
    path: '/privacy',
    file: 'legal/privacy.page.tsx',
    load: async () => (await import('./legal/privacy.page.tsx')).PrivacyPage,
  },
  {
    path: '/cookies',
    file: 'legal/cookies.page.tsx',
    load: async () => (await import('./legal/cookies.page.tsx')).CookiesPage,
  },
];
const NOT_FOUND: Page = {
  path: '*',
  file: 'not-found/not-found.page.tsx',
  load: async () => (await import('./not-found/not-found.page.tsx')).NotFoundPage,
};

/** Where visitors come in from a search or a link. */
const FIRST_VIEWS = ['/', '/esim/:iso2', '/region/:code', '/global', '/plan/:slug'];

const routes = [...PAGES, NOT_FOUND].map((page) => ({
  ...page,
  Lazy: lazy(async () => {
    const [component] = await Promise.all([page.load(), completeTexts()]);
    return { default: component };
  }),
}));
const loaded = new Map<string, ComponentType>();

function pageAt(path: string): Page {
  return PAGES.find((page) => matchPath(page.path, path)) ?? NOT_FOUND;
}

/**
 * Fetches the page of a path, so that it is drawn at once. If it cannot be fetched nothing is thrown here: showing the
 * page tries again and says so.
 */
export async function loadPage(path: string): Promise<void> {
  const page = pageAt(path);
  const component = await page.load().catch(() => null);
  if (component) loaded.set(page.path, component);
}

/** Pages for everybody that are there whatever the shop sells. */
export const OPEN_PATHS: readonly string[] = [
  ...['/', '/global', '/devices', '/help', '/contact', '/status', '/terms', '/privacy', '/cookies'],
  ...TOPICS.map((topic) => `/help/${topic}`),
];

/** Whether something is at an address, its language included; what a page shows may still be missing. */
export function isPage(pathname: string): boolean {
  return pageAt(withoutLocale(pathname)) !== NOT_FOUND;
}

/** Whether a path's page needs none of the texts that are fetched later (build/split-texts.ts). */
export function isFirstView(path: string): boolean {
  return FIRST_VIEWS.includes(pageAt(path).path);
}

/** The source file of the page of a path. */
export function fileOf(path: string): string {
  return pageAt(path).file;
}

export function Pages() {
  return (
    <Routes>
      <Route element={<Layout />}>
        {routes.map(({ path, Lazy }) => {
          const Page = loaded.get(path) ?? Lazy;
          return <Route key={path} path={path} element={<Page />} />;
        })}
      </Route>
    </Routes>
  );
}
