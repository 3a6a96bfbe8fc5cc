import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkout, ownOrder, type Person, payByCard, signIn } from '../kit/shopper.ts';
import { startTestApp, type TestApp } from '../kit/test-app.ts';

const slug = 'spain-3gb-30d';
/** What the supplier takes a second here, and how many eSIMs wait for it. */
const limit = 40;
const waiting = 120;
let app: TestApp;
let person: Person;
beforeAll(async () => {
  app = await startTestApp({
    isClockMovable: true,
    env: {
      CONNECTED_YOU_RATE_PER_SECOND: String(limit),
      MAX_OPEN_ORDERS: '1000',
      MAX_RESERVED_ITEMS: '1000',
    },
  });
  person = await signIn(app, 'many@example.com');
});
afterAll(() => app.close());

describe('after ten minutes without its supplier', () => {
  it('a shop delivers all that waited, with not one call more than the supplier takes', async () => {
    await app.control('connectedYou', 'faults', { mode: 'error500', status: 503, times: 'always' });
    const numbers: string[] = [];
    for (let nth = 0; nth < waiting / 10; nth += 1) {
      const { order, payment } = await checkout(app, person, { slug, quantity: 10 });
      await payByCard(payment);
      numbers.push(order.number);
    }
    await app.until('all to wait', async () => {
      const [row] = await app.sql("select count(*)::int as n from esims where status = 'PROVISIONING'");
      return row.n === waiting ? true : null;
    });
    for (let minute = 0; minute < 10; minute += 1) await app.clock.advance(60_000);
    await app.control('connectedYou', 'faults', undefined, 'DELETE');
    await app.control('connectedYou', 'limit', { perSecond: limit });
    // The longest pause of a breaker, and the queue behind it.
    await app.clock.advance(330_000);
    await app.clock.advance(10_000);
    await app.until('all to be delivered', async () => {
      const [row] = await app.sql("select count(*)::int as n from esims where status = 'READY'");
      return row.n === waiting ? true : null;
    });
    const tally = await app.control('connectedYou', 'limit', undefined, 'GET');
    expect(tally.refused).toBe(0);
    // A call whose answer is late on a busy machine is made again under its handle, and counts like any other.
    expect(tally.calls).toBeGreaterThanOrEqual(waiting);
    expect((await ownOrder(app, person, numbers[0] ?? '')).status).toBe('COMPLETED');
    const [{ codes }] = await app.sql('select count(distinct activation_code)::int as codes from esims');
    expect(codes).toBe(waiting);
  }, 60_000);
});
