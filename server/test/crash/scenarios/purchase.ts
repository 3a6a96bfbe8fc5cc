import type { ResultOf } from '../../kit/shop-under-test.ts';
import { checkout, payByCard } from '../../kit/shopper.ts';
import type { CrashShop } from '../crash-shop.ts';
import { scenario } from '../scenario.ts';

interface Purchase {
  slug: string;
  quantity: number;
}

type Source = 'stock' | 'supplier';

/** Asks for an order under one key, as a browser that is reloaded does. */
export async function openOrder(shop: CrashShop, { slug, quantity }: Purchase): Promise<ResultOf> {
  const started = await checkout(shop, shop.people.buyer, { slug, quantity, key: 'the-browser' });
  if (started.__typename !== 'CheckoutStarted') throw new Error(JSON.stringify(started));
  return started;
}

/** Buys and waits for the eSIMs and the mail. */
export async function buyAll(shop: CrashShop, bought: Purchase): Promise<void> {
  const { payment } = await openOrder(shop, bought);
  // A payment that went through already is refused by Stripe when it is confirmed again, and does no harm.
  if (payment) await payByCard(payment);
  await delivered(shop);
}

/** Waits until the only order is delivered and its buyer told. */
export async function delivered(shop: CrashShop): Promise<void> {
  await shop.until('the eSIMs and the mail', async () => {
    const [row] = await shop.sql(
      `select 1 from orders o join mails m on m.order_id = o.id and m.kind = 'ORDER_DELIVERED'
       where o.fulfillment_status = 'FULFILLED' and m.sent_at is not null`,
    );
    return row ?? null;
  });
}

/** Where the only order of the shop must stand. */
export async function orderProblems(
  shop: CrashShop,
  wanted: { status: string; payment: string; fulfillment: string },
): Promise<string[]> {
  const orders = await shop.sql(
    `select status, payment_status as payment, fulfillment_status as fulfillment, holds::text from orders`,
  );
  const expected = JSON.stringify([{ ...wanted, holds: '[]' }]);
  return JSON.stringify(orders) === expected
    ? []
    : [`the order is ${JSON.stringify(orders)}, not ${expected}`];
}

/** What came to whom. */
export async function deliveryProblems(shop: CrashShop, quantity: number, source: Source): Promise<string[]> {
  const problems: string[] = [];
  const [{ ready, supplied }] = await shop.sql(
    `select count(*) filter (where e.status = 'READY')::int as ready, count(i.supplier)::int as supplied
     from esims e left join inventory_items i on i.id = e.inventory_item_id`,
  );
  if (ready !== quantity) problems.push(`${ready} of ${quantity} eSIMs are ready`);
  const { data: ordered } = await shop.control('connectedYou', 'orders', undefined, 'GET');
  const expected = source === 'stock' ? 0 : quantity;
  if (supplied !== expected || ordered.length !== expected)
    problems.push(
      `the supplier made ${ordered.length} eSIMs, ${supplied} came here, ${expected} were wanted`,
    );
  const mails = await shop.mailsTo(shop.people.buyer.email);
  const delivery = new Set(
    mails.filter((mail) => mail.text.includes('LPA:1$')).map((mail) => mail.messageId),
  );
  if (delivery.size !== 1) problems.push(`${delivery.size} delivery mails reached the buyer`);
  return problems;
}

export const completed = { status: 'COMPLETED', payment: 'PAID', fulfillment: 'FULFILLED' };

const purchase = (name: string, bought: Purchase, source: Source) =>
  scenario({
    name,
    setUp: async () => undefined,
    act: (shop) => buyAll(shop, bought),
    problems: async (shop) => [
      ...(await orderProblems(shop, completed)),
      ...(await deliveryProblems(shop, bought.quantity, source)),
    ],
  });

export const oneFromStock: Purchase = { slug: 'spain-1gb-7d', quantity: 1 };

/** A card that is declined, then another, on the same order. */
const declined = scenario({
  name: 'declined',
  setUp: async () => undefined,
  async act(shop) {
    const { order, payment } = await openOrder(shop, oneFromStock);
    if (payment) await payByCard(payment, '4000000000000002');
    await shop.until('the decline to be known', async () => {
      const [row] = await shop.sql(
        `select 1 from payments where failure_code is not null or status = 'SUCCEEDED'`,
      );
      return row ?? null;
    });
    const again = await shop.graphql(
      `mutation ($n: String!) { startPayment(orderNumber: $n) { __typename
        ... on CheckoutStarted { payment { paymentIntentId clientSecret publishableKey apiBase } } } }`,
      { n: order.number },
      { as: shop.people.buyer },
    );
    const open = again.data?.startPayment?.payment;
    if (open) await payByCard(open);
    await delivered(shop);
  },
  problems: async (shop) => [
    ...(await orderProblems(shop, completed)),
    ...(await deliveryProblems(shop, 1, 'stock')),
  ],
});

export const purchaseScenarios = [
  purchase('stock', oneFromStock, 'stock'),
  purchase('supplier', { slug: 'spain-3gb-30d', quantity: 2 }, 'supplier'),
  declined,
];
