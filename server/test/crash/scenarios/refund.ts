import type { ResultOf } from '../../kit/shop-under-test.ts';
import { stripeApi } from '../../kit/stripe-events.ts';
import type { CrashShop } from '../crash-shop.ts';
import { scenario } from '../scenario.ts';
import { buyAll, oneFromStock, orderProblems } from './purchase.ts';

export interface Sale {
  number: string;
  total: number;
  currency: string;
  intentId: string;
}

/** A delivered order. */
export async function sell(shop: CrashShop): Promise<Sale> {
  await buyAll(shop, oneFromStock);
  return theSale(shop);
}

/** The only order of the shop. */
export async function theSale(shop: CrashShop): Promise<Sale> {
  const [sale] = await shop.sql(
    `select o.number, o.total::int, o.currency, p.payment_intent_id as "intentId"
     from orders o join payments p on p.order_id = o.id`,
  );
  return sale;
}

/**
 * Refunds from the desk under one key, as a page that is reloaded does, until the answer is there.
 * @param answers those that a person would be content with
 */
export async function refundFromDesk(
  shop: CrashShop,
  sale: Sale,
  amount: number | null,
  answers: readonly string[] = ['Order'],
): Promise<void> {
  const { data, errors } = await shop.graphql(
    `mutation ($number: String!, $amount: MoneyInput) {
      refundOrder(number: $number, amount: $amount, reason: "as agreed", idempotencyKey: "the-desk") {
        __typename ... on UserError { code } } }`,
    { number: sale.number, amount: amount === null ? null : { amount, currency: sale.currency } },
    { as: shop.people.finance },
  );
  if (!answers.includes(data?.refundOrder.__typename)) throw new Error(JSON.stringify(errors ?? data));
}

export async function untilRefunded(shop: CrashShop, state: string): Promise<void> {
  await shop.until(`the order to be ${state}`, async () => {
    const [row] = await shop.sql('select 1 from orders where payment_status = $1', [state]);
    return row ?? null;
  });
}

export async function refundProblems(shop: CrashShop, { intentId }: Sale, amount: number): Promise<string[]> {
  const { data } = await stripeApi(shop, `refunds?payment_intent=${intentId}&limit=100`);
  const given = data.map((refund: ResultOf) => refund.amount);
  const rows = await shop.sql('select status, amount::int from refunds');
  const told = await shop.sql(`select 1 from mails where kind = 'ORDER_REFUNDED' and sent_at is not null`);
  const problems: string[] = [];
  if (given.length !== 1 || given[0] !== amount)
    problems.push(`Stripe gave back ${JSON.stringify(given)}, wanted was ${amount} once`);
  if (rows.length !== 1 || rows[0].status !== 'SUCCEEDED')
    problems.push(`our refunds are ${JSON.stringify(rows)}`);
  if (told.length !== 1) problems.push(`the buyer was told ${told.length} times of the refund`);
  return problems;
}

const partial = 100;

const fromDesk = (name: string, isFull: boolean) => {
  const state = isFull ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
  return scenario({
    name,
    setUp: sell,
    async act(shop, sale) {
      await refundFromDesk(shop, sale, isFull ? null : partial);
      await untilRefunded(shop, state);
    },
    problems: async (shop, sale) => [
      ...(await refundProblems(shop, sale, isFull ? sale.total : partial)),
      ...(await orderProblems(shop, { status: 'COMPLETED', payment: state, fulfillment: 'FULFILLED' })),
    ],
  });
};

const fromDashboard = scenario({
  name: 'refund-dashboard',
  setUp: sell,
  async act(shop, sale) {
    const { data } = await stripeApi(shop, `refunds?payment_intent=${sale.intentId}`);
    if (data.length === 0)
      await shop.control('stripe', 'refunds', { payment_intent: sale.intentId, amount: partial });
    await untilRefunded(shop, 'PARTIALLY_REFUNDED');
  },
  problems: async (shop, sale) => [
    ...(await refundProblems(shop, sale, partial)),
    ...(await orderProblems(shop, {
      status: 'COMPLETED',
      payment: 'PARTIALLY_REFUNDED',
      fulfillment: 'FULFILLED',
    })),
  ],
});

export const refundScenarios = [
  fromDesk('refund-full', true),
  fromDesk('refund-partial', false),
  fromDashboard,
];
