import { type ComponentType, lazy } from 'react';
import { Route, Routes } from 'react-router';
import { Layout } from './shell/layout.tsx';

/** Every page is a file of its own, fetched when it is first visited. */
function page<Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) {
  return lazy(async () => ({ default: (await load())[name] }));
}

const HomePage = page(() => import('./home/home.page.tsx'), 'HomePage');
const CountryPage = page(() => import('./place/country.page.tsx'), 'CountryPage');
const RegionPage = page(() => import('./place/region.page.tsx'), 'RegionPage');
const GlobalPage = page(() => import('./place/global.page.tsx'), 'GlobalPage');
const PlanPage = page(() => import('./plan/plan.page.tsx'), 'PlanPage');
const CheckoutPage = page(() => import('./checkout/checkout.page.tsx'), 'CheckoutPage');
const PayPage = page(() => import('./checkout/pay.page.tsx'), 'PayPage');
const OrderPage = page(() => import('./order/order.page.tsx'), 'OrderPage');
const AccountPage = page(() => import('./account/account.page.tsx'), 'AccountPage');
const SignInPage = page(() => import('./session/sign-in.page.tsx'), 'SignInPage');
const NotFoundPage = page(() => import('./not-found/not-found.page.tsx'), 'NotFoundPage');

/** The addresses of the shop. */
export function Pages() {
  return (
    <Routes>
      <Route element={<Layout />}>
        <Route path="/" element={<HomePage />} />
        <Route path="/esim/:iso2" element={<CountryPage />} />
        <Route path="/region/:code" element={<RegionPage />} />
        <Route path="/global" element={<GlobalPage />} />
        <Route path="/plan/:slug" element={<PlanPage />} />
        <Route path="/checkout/:planSlug" element={<CheckoutPage />} />
        <Route path="/orders/:number/pay" element={<PayPage />} />
        <Route path="/orders/:number" element={<OrderPage />} />
        <Route path="/account" element={<AccountPage />} />
        <Route path="/sign-in" element={<SignInPage />} />
        <Route path="*" element={<NotFoundPage />} />
      </Route>
    </Routes>
  );
}
