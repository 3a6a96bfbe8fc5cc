import { payByCard } from '../../kit/shopper.ts';
import type { CrashShop } from '../crash-shop.ts';
import { scenario } from '../scenario.ts';
import { openOrder, orderProblems } from './purchase.ts';
import { refundFromDesk, refundProblems, type Sale, theSale, untilRefunded } from './refund.ts';

const supplier = 'CONNECTED_YOU';

/** Paid, and waiting for a supplier that is switched off, while Stripe takes no refund. */
async function sellUndelivered(shop: CrashShop): Promise<Sale> {
  await shop.sql(
    `insert into switches (name, is_on, reason, changed_by, changed_at) values ($1, false, 'a test', 'test', now())`,
    [`SUPPLIER:${supplier}`],
  );
  await shop.control('stripe', 'faults', {
    mode: 'error500',
    method: 'POST',
    path: '/v1/refunds',
    times: 'always',
  });
  const { payment } = await openOrder(shop, { slug: 'spain-3gb-30d', quantity: 1 });
  await payByCard(payment);
  await shop.until('the eSIM to wait for its supplier', async () => {
    const [row] = await shop.sql(
      `select 1 from esims e join pgboss.job j on j.data ->> 'esimId' = e.id::text
       where e.status = 'PROVISIONING' and j.state = 'created' and j.start_after > pgboss.job_now()`,
    );
    return row ?? null;
  });
  return theSale(shop);
}

/** Waits until every job that would deliver has had its turn. */
async function untilNothingIsDelivering(shop: CrashShop): Promise<void> {
  await shop.until('the delivery to have had its turn', async () => {
    const [job] = await shop.sql(
      `select 1 from pgboss.job where name = 'provision-esim' and state in ('created', 'retry', 'active')`,
    );
    return job ? null : true;
  });
}

/** Finance gives all of it back before the eSIM is there. Then the supplier is back, and Stripe only after it. */
export const promisedRefund = scenario({
  name: 'promised-refund',
  setUp: sellUndelivered,
  async act(shop, sale) {
    await refundFromDesk(shop, sale, null, ['Order', 'PaymentProviderUnavailable']);
    await shop.sql('delete from switches');
    await shop.advance(120_000);
    await untilNothingIsDelivering(shop);
    await shop.control('stripe', 'faults', undefined, 'DELETE');
    await shop.advance(120_000);
    await untilRefunded(shop, 'REFUNDED');
  },
  async problems(shop, sale) {
    const { data: ordered } = await shop.control('connectedYou', 'orders', undefined, 'GET');
    const esims = await shop.sql(
      `select status, activation_code as code, inventory_item_id as item, settled_at is not null as "isSettled" from esims`,
    );
    const never = [{ status: 'FAILED', code: null, item: null, isSettled: true }];
    const handedOut = await shop.sql(`select 1 from mails where kind = 'ORDER_DELIVERED'`);
    return [
      ...(await refundProblems(shop, sale, sale.total)),
      ...(await orderProblems(shop, { status: 'CANCELLED', payment: 'REFUNDED', fulfillment: 'FAILED' })),
      ...(JSON.stringify(esims) === JSON.stringify(never)
        ? []
        : [`what nobody pays for is ${JSON.stringify(esims)}`]),
      ...(ordered.length === 0 ? [] : [`the supplier was asked for ${ordered.length} eSIMs`]),
      ...(handedOut.length === 0 ? [] : ['the buyer was mailed an eSIM']),
    ];
  },
});
