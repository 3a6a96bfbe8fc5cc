import { useApolloClient } from '@apollo/client/react';
import { useCallback, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { isUnauthenticated } from '../api/client.ts';
import {
  type CheckoutMutation,
  type StartedPaymentFragment,
  useCancelOrderMutation,
  useCheckoutMutation,
} from '../generated/graphql.ts';
import { showOrder } from '../order/show-order.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { useSession } from '../session/session.tsx';
import { forgetPlan, type Intent, keyOf, rememberOrder } from './intent.ts';
import { handOver } from './payment-handover.ts';

type Refusal = Exclude<CheckoutMutation['checkout'], { __typename: 'CheckoutStarted' }>;
type Limited = Extract<Refusal, { __typename: 'RateLimited' }> & { until: number };
export type CheckoutRefusal =
  | Exclude<Refusal, { __typename: 'RateLimited' }>
  | Limited
  | { __typename: 'NoAnswer' };

function toProblem(refusal: Refusal): CheckoutRefusal {
  if (refusal.__typename !== 'RateLimited') return refusal;
  return { ...refusal, until: Date.now() + refusal.retryAfterSeconds * 1000 };
}

/**
 * Makes the order of an intent and goes on to its payment. Pressing twice, reloading, or asking again after no answer
 * came all send the same key, so the server answers with the same order.
 */
export function useCheckout(planId: string, consentVersion: string) {
  const { locale, currency } = usePreferences();
  const [send, { loading }] = useCheckoutMutation();
  const [problem, setProblem] = useState<CheckoutRefusal | null>(null);
  const proceed = useProceed();
  const start = async (intent: Intent) => {
    setProblem(null);
    const { quantity, amount } = intent;
    const expectedTotal = { amount, currency: intent.currency };
    const input = { planId, quantity, expectedTotal, idempotencyKey: keyOf(intent), consentVersion };
    try {
      const { data } = await send({ variables: { input, locale, currency } });
      const result = data?.checkout;
      if (result?.__typename === 'CheckoutStarted') return proceed(intent, result);
      if (result?.__typename === 'IdempotencyConflict') forgetPlan(planId);
      setProblem(result ? toProblem(result) : { __typename: 'NoAnswer' });
    } catch (error) {
      // A session that is over asks for a new code in the first step.
      if (!isUnauthenticated(error)) setProblem({ __typename: 'NoAnswer' });
    }
  };
  return {
    start: (intent: Intent) => void start(intent),
    isBusy: loading,
    problem,
    clear: useCallback(() => setProblem(null), []),
  };
}

/** To the payment, or to the order when nothing is left to pay. An earlier unpaid order of this tab is given up. */
function useProceed() {
  const client = useApolloClient();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { viewer } = useSession();
  const [cancel] = useCancelOrderMutation();
  return (intent: Intent, { order, payment }: StartedPaymentFragment) => {
    const replaced = rememberOrder(intent, order.number);
    // If this fails, the old order expires by itself.
    if (replaced) void cancel({ variables: { number: replaced } }).catch(() => undefined);
    if (viewer) showOrder(client, viewer.id, order);
    if (!payment) {
      forgetPlan(intent.planId);
      return navigate(`/orders/${order.number}`);
    }
    handOver(order.number, payment);
    return navigate(`/orders/${order.number}/pay`, { state: { changeAt: pathname } });
  };
}
