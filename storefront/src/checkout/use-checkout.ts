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
import { forgetKey, forgetOrder, type Intent, keyOf, rememberOrder } from './intent.ts';
import { handOver } from './payment-handover.ts';

type Refusal = Exclude<CheckoutMutation['checkout'], { __typename: 'CheckoutStarted' }>;
type Limited = Extract<Refusal, { __typename: 'RateLimited' }> & { until: number };
export type CheckoutRefusal =
  | Exclude<Refusal, { __typename: 'RateLimited' }>
  | Limited
  | { __typename: 'NoAnswer'; error?: unknown };

function toProblem(refusal: Refusal): CheckoutRefusal {
  if (refusal.__typename !== 'RateLimited') return refusal;
  return { ...refusal, until: Date.now() + refusal.retryAfterSeconds * 1000 };
}

/** Why an order cannot be given up: somebody pays it, or has. */
const PAID: ReadonlySet<string> = new Set(['PAYMENT_IN_PROGRESS', 'ORDER_ALREADY_PAID']);

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
      if (result?.__typename === 'CheckoutStarted') return await proceed(intent, result);
      if (result?.__typename === 'IdempotencyConflict') forgetKey(intent);
      setProblem(result ? toProblem(result) : { __typename: 'NoAnswer' });
    } catch (error) {
      // A session that is over asks for a new code in the first step.
      if (!isUnauthenticated(error)) setProblem({ __typename: 'NoAnswer', error });
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
  const giveUp = useGiveUp();
  return async (intent: Intent, { order, payment }: StartedPaymentFragment) => {
    if (viewer) showOrder(client, viewer.id, order);
    if (!payment) {
      forgetOrder(intent.planId, order.number);
      return navigate(`/orders/${order.number}`);
    }
    const replaced = rememberOrder(intent, order);
    if (replaced && !(await giveUp(replaced))) {
      // It is being paid, or was just paid: nobody is led to pay a second one in its place.
      void giveUp(order.number);
      forgetOrder(intent.planId, order.number);
      return navigate(`/orders/${replaced}`);
    }
    handOver(order.number, payment);
    return navigate(`/orders/${order.number}/pay`, { state: { changeAt: pathname } });
  };
}

/** Cancels an order; false when its payment stands against that. One that cannot be asked about expires by itself. */
function useGiveUp() {
  const [cancel] = useCancelOrderMutation();
  return async (number: string): Promise<boolean> => {
    try {
      const { data } = await cancel({ variables: { number } });
      const result = data?.cancelOrder;
      return result?.__typename !== 'OrderNotCancellable' || !PAID.has(result.code);
    } catch {
      return true;
    }
  };
}
