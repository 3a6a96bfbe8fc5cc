import { stripeApi } from '../../kit/stripe-events.ts';
import type { CrashShop } from '../crash-shop.ts';
import { scenario } from '../scenario.ts';
import { orderProblems } from './purchase.ts';
import { sell } from './refund.ts';

const ends = {
  won: { payment: 'PAID', stripe: 'won' },
  lost: { payment: 'REFUNDED', stripe: 'lost' },
} as const;

async function untilPayment(shop: CrashShop, ...states: string[]): Promise<void> {
  await shop.until(`the order to be ${states.join(' or ')}`, async () => {
    const [row] = await shop.sql('select 1 from orders where payment_status = any($1)', [states]);
    return row ?? null;
  });
}

/** A cardholder's bank takes the money and decides. Nobody of ours does anything, so nothing is done twice. */
const dispute = (outcome: keyof typeof ends) => {
  const end = ends[outcome];
  return scenario({
    name: `dispute-${outcome}`,
    setUp: sell,
    async act(shop, { intentId }) {
      const opened = async () =>
        (await stripeApi(shop, `disputes?payment_intent=${intentId}`)).data[0] ??
        (await shop.control('stripe', 'disputes', { payment_intent: intentId }));
      const { id, status } = await opened();
      if (status !== end.stripe) {
        await untilPayment(shop, 'DISPUTED');
        await shop.control('stripe', `disputes/${id}`, { outcome });
      }
      await untilPayment(shop, end.payment);
    },
    async problems(shop) {
      const disputes = await shop.sql('select status from disputes');
      const isRight = disputes.length === 1 && disputes[0].status === outcome.toUpperCase();
      return [
        ...(await orderProblems(shop, {
          status: 'COMPLETED',
          payment: end.payment,
          fulfillment: 'FULFILLED',
        })),
        ...(isRight ? [] : [`the disputes are ${JSON.stringify(disputes)}`]),
      ];
    },
  });
};

export const disputeScenarios = [dispute('won'), dispute('lost')];
