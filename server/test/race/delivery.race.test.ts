import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '../../src/platform/database/transaction.ts';
import { settled } from '../kit/census.ts';
import { atEveryKind, sweepTimeoutMs } from '../kit/interject.ts';
import { problemsAtRest } from '../kit/oracle.ts';
import { checkout, type Person, payByCard, signIn } from '../kit/shopper.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let buyer: Person;
beforeAll(async () => {
  app = await startTestApp({
    env: { DATABASE_POOL_SIZE: '6', MAX_OPEN_ORDERS: '1000', MAX_RESERVED_ITEMS: '1000' },
  });
  buyer = await signIn(app, 'twice@example.com');
});
afterAll(() => app.close());

/** Wants an order's eSIMs provisioned by so many more jobs, whatever jobs there are. */
async function provisionAgain({ order }: ResultOf, times: number): Promise<void> {
  const esims = await app.sql<{ id: string }>('select id from esims where order_id = $1', [order.id]);
  await inTransaction(app.app.orm.em, async (em) => {
    for (const { id } of esims)
      for (let copy = 0; copy < times; copy += 1)
        await app.app.jobs.send(em, { name: 'provision-esim' }, { esimId: id });
  });
}

async function delivered({ order }: ResultOf): Promise<void> {
  await app.until('the order to be delivered', async () => {
    const [row] = await app.sql("select 1 from orders where id = $1 and fulfillment_status = 'FULFILLED'", [
      order.id,
    ]);
    return row ?? null;
  });
  await settled(app);
}

const pay = async (started: ResultOf): Promise<void> => {
  await payByCard(started.payment);
  await delivered(started);
};

describe.each([
  ['from stock', 'spain-1gb-7d'],
  ['from the supplier', 'spain-3gb-30d'],
])('one eSIM provisioned twice, %s', { timeout: sweepTimeoutMs }, (_source, slug) => {
  it('by ten jobs at once is one eSIM', async () => {
    const started = await checkout(app, buyer, { slug, quantity: 2 });
    await payByCard(started.payment);
    await app.until('the order to be paid', async () => {
      const [row] = await app.sql("select 1 from orders where id = $1 and payment_status = 'PAID'", [
        started.order.id,
      ]);
      return row ?? null;
    });
    await provisionAgain(started, 10);
    await delivered(started);
    expect(await problemsAtRest(app)).toEqual([]);
  });

  it('is one eSIM, wherever in the one job the other comes', async () => {
    const held = await atEveryKind<ResultOf>(app, {
      prepare: async () => {
        await settled(app);
        return checkout(app, buyer, { slug });
      },
      first: pay,
      second: (started) => provisionAgain(started, 1),
      check: async (started) => delivered(started),
    });
    expect(held.length).toBeGreaterThan(20);
    expect(await problemsAtRest(app)).toEqual([]);
  });
});
