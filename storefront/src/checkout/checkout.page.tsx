import { useParams } from 'react-router';
import { lastAnswerOf } from '../api/answer.ts';
import { type CheckoutPlanQuery, useCheckoutPlanQuery } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { NotFoundPage } from '../not-found/not-found.page.tsx';
import { usePreferences } from '../preferences/preferences.tsx';
import { Failure } from '../ui/failure.tsx';
import { PageSkeleton } from '../ui/skeleton.tsx';
import { CheckoutForm } from './checkout-form.tsx';

export type PlanToBuy = NonNullable<CheckoutPlanQuery['plan']>;
export type Consent = CheckoutPlanQuery['checkoutConsent'];

/** From a chosen plan to an order, on one page: who, how many, and on to the payment. */
export function CheckoutPage() {
  const { t } = useTranslation();
  const { planSlug: slug = '' } = useParams();
  const { locale, currency } = usePreferences();
  // The price is what the buyer agrees to: never one that was read a while ago.
  const query = useCheckoutPlanQuery({
    variables: { slug, locale, currency },
    fetchPolicy: 'cache-and-network',
  });
  const { error, refetch } = query;
  const data = lastAnswerOf(query);
  if (data?.plan) {
    return <CheckoutForm key={data.plan.id} plan={data.plan} consent={data.checkoutConsent} />;
  }
  if (data) return <NotFoundPage />;
  if (error) {
    return <Failure error={error} title={t('checkout.failed')} onRetry={() => void refetch()} isPage />;
  }
  return <PageSkeleton />;
}
