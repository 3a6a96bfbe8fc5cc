import type { ResultOf } from '../../kit/shop-under-test.ts';
import { payByCard } from '../../kit/shopper.ts';
import { stripeApi } from '../../kit/stripe-events.ts';
import type { CrashShop } from '../crash-shop.ts';
import { scenario } from '../scenario.ts';
import {
  completed,
  delivered,
  deliveryProblems,
  oneFromStock,
  openOrder,
  orderProblems,
} from './purchase.ts';

/**
 * An order that has expired here and whose intent can still be paid at Stripe. The shop closes intents first, so this
 * takes a fault of Stripe's; it is written down as the shop would have.
 */
async function expired(shop: CrashShop): Promise<ResultOf> {
  const { payment } = await openOrder(shop, oneFromStock);
  await shop.sql(
    `with closed as (
       update orders set status = 'EXPIRED' returning id
     ), given_up as (
       update payments set status = 'CANCELLED' returning id, order_id
     ), released as (
       update inventory_items set status = 'AVAILABLE', order_id = null, reserved_at = null where status = 'RESERVED'
     )
     insert into order_events (id, order_id, type, subject, subject_id, from_state, to_state, actor, at)
     select uuidv7(), id, 'status', 'order', null::uuid, 'OPEN', 'EXPIRED', 'system:test', (select max(at) from order_events) from closed
     union all
     select uuidv7(), order_id, 'payment', 'payment', id, 'REQUIRES_PAYMENT', 'CANCELLED', 'system:test', (select max(at) from order_events) from given_up`,
  );
  return payment;
}

/** The kinds of mail about the order, each once. */
async function mailKinds(shop: CrashShop): Promise<string> {
  const mails = await shop.sql('select kind from mails where order_id is not null order by kind');
  return mails.map(({ kind }: ResultOf) => kind).join(' ');
}

const revived = scenario({
  name: 'late-revived',
  setUp: expired,
  async act(shop, payment) {
    await payByCard(payment);
    await delivered(shop);
  },
  async problems(shop) {
    const kinds = await mailKinds(shop);
    return [
      ...(await orderProblems(shop, completed)),
      ...(await deliveryProblems(shop, 1, 'stock')),
      ...(kinds === 'ORDER_DELIVERED ORDER_REVIVED' ? [] : [`the buyer was sent ${kinds}`]),
    ];
  },
});

const returned = scenario({
  name: 'late-returned',
  async setUp(shop) {
    const payment = await expired(shop);
    await shop.sql(`update plan_prices set amount = amount + 1 where plan_id = (select plan_id from orders)`);
    return payment;
  },
  async act(shop, payment) {
    await payByCard(payment);
    await shop.until('the money to go back', async () => {
      const [row] = await shop.sql(
        `select 1 from orders where payment_status = 'REFUNDED' and not exists (select from mails where sent_at is null)`,
      );
      return row ?? null;
    });
  },
  async problems(shop, payment) {
    const kinds = await mailKinds(shop);
    const { data } = await stripeApi(shop, `refunds?payment_intent=${payment.paymentIntentId}`);
    return [
      ...(await orderProblems(shop, { status: 'EXPIRED', payment: 'REFUNDED', fulfillment: 'FAILED' })),
      ...(data.length === 1 ? [] : [`Stripe made ${data.length} refunds`]),
      ...(kinds === 'ORDER_REFUNDED PAYMENT_RETURNED' ? [] : [`the buyer was sent ${kinds}`]),
    ];
  },
});

/** Nobody pays: the order ends when its time is up, and its item goes back. */
const unpaid = scenario({
  name: 'expiry',
  setUp: (shop) => openOrder(shop, oneFromStock),
  async act(shop) {
    await shop.advance(31 * 60_000);
    await shop.until('the order to expire', async () => {
      const [row] = await shop.sql(`select 1 from orders where status = 'EXPIRED'`);
      return row ?? null;
    });
  },
  async problems(shop, { payment }) {
    const { status } = await stripeApi(shop, `payment_intents/${payment.paymentIntentId}`);
    return [
      ...(await orderProblems(shop, { status: 'EXPIRED', payment: 'UNPAID', fulfillment: 'UNFULFILLED' })),
      ...(status === 'canceled' ? [] : [`the intent is ${status} at Stripe`]),
    ];
  },
});

export const latePaymentScenarios = [revived, returned, unpaid];
