import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  changeSubject,
  codeBySubject,
  confirmChange,
  deleteAccount,
  deletionCode,
  requestChange,
} from '../kit/account.ts';
import { wrongInBooks } from '../kit/books.ts';
import { expectUnchanged, settled } from '../kit/census.ts';
import { privacyKit } from '../kit/privacy.ts';
import { buy, checkoutMutation, planBySlug } from '../kit/shopper.ts';
import { live } from '../kit/socket.ts';
import { startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
const { fresh, idOf, rename, askRefund } = privacyKit(() => app);
beforeAll(async () => {
  app = await startTestApp({ isClockMovable: true });
});
afterAll(() => app.close());

async function refuseRefunds(number: string): Promise<void> {
  const finance = await fresh('finance@tribi.test');
  const [{ id }] = await app.sql(
    'select q.id from refund_requests q join orders o on o.id = q.order_id where o.number = $1',
    [number],
  );
  const { data } = await app.graphql(
    'mutation ($id: ID!) { refuseRefundRequest(id: $id, reason: "Installed") { __typename } }',
    { id },
    { as: finance },
  );
  expect(data.refuseRefundRequest.__typename).toBe('RefundRequest');
}

/** Everything that any table holds, as text. */
async function everythingStored(): Promise<string> {
  const tables = await app.sql(
    `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
     where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'
       and table_name not in ('plans', 'plan_prices', 'plan_countries', 'plan_suppliers', 'inventory_items')`,
  );
  const contents: string[] = [];
  for (const { name } of tables) {
    const rows = await app.sql(`select t::text as line from ${name} t`);
    contents.push(...rows.map((row) => `${name}: ${row.line}`));
  }
  return contents.join('\n');
}

describe('leaving', () => {
  it('erases all that names a person; order, books and eSIM stay and name nobody', async () => {
    const person = await fresh('first.address@example.com');
    await rename(person, 'Zenobia Quux');
    const order = await buy(app, person);
    await askRefund(person, order.number, 'Xanadu is off');
    await refuseRefunds(order.number);
    await app.clock.advance(61_000);
    await requestChange(app, person, 'second.address@example.com');
    const changeCode = await codeBySubject(app, 'second.address@example.com', changeSubject);
    await confirmChange(app, person, 'second.address@example.com', changeCode);
    // Once the old address can take nothing back any more.
    await app.clock.advance(7 * 86_400_000);
    const moved = await fresh('second.address@example.com');
    const id = await idOf(moved);
    await settled(app);
    const ledger = await app.sql('select * from ledger_entries order by id');
    const events = await app.sql('select * from order_events order by id');
    const socket = live(
      app,
      'subscription ($n: String!) { orderUpdated(number: $n) { number } }',
      { n: order.number },
      { as: moved },
    );
    await socket.next();
    await app.clock.advance(61_000);
    expect(await deleteAccount(app, moved, await deletionCode(app, moved))).toEqual({
      __typename: 'AccountDeleted',
    });
    await expect(socket.next()).rejects.toMatchObject({});
    await socket.close();
    expect((await app.graphql('{ me { id } }', {}, { as: moved })).errors?.[0]?.extensions.code).toBe(
      'UNAUTHENTICATED',
    );
    const farewell = await app.until(
      'the last mail',
      async () => (await app.mailsTo(moved.email)).find(({ subject }) => /is deleted/.test(subject)) ?? null,
    );
    expect(farewell.text).toContain('erased');
    await settled(app);
    const stored = await everythingStored();
    expect(
      stored.split('\n').filter((line) => /first\.address|second\.address|Zenobia|Xanadu/.test(line)),
    ).toEqual([]);
    expect(await app.sql('select email, name, roles from users where id = $1', [id])).toEqual([
      { email: `${id}@deleted.invalid`, name: null, roles: [] },
    ]);
    expect(await app.sql('select number, status, user_id from orders where user_id = $1', [id])).toEqual([
      { number: order.number, status: 'COMPLETED', user_id: id },
    ]);
    // Stripe's balance may be read meanwhile, which adds to the books.
    const books = await app.sql('select * from ledger_entries order by id');
    expect(books).toEqual(expect.arrayContaining(ledger));
    expect(await app.sql('select * from order_events order by id')).toEqual(events);
    expect(await wrongInBooks(app)).toEqual([]);
    // The address is free, for a new person who has nothing.
    const again = await fresh(moved.email);
    expect(await idOf(again)).not.toBe(id);
    const mine = await app.graphql(
      '{ me { orders { totalCount } esims { totalCount } } }',
      {},
      { as: again },
    );
    expect(mine.data.me).toEqual({ orders: { totalCount: 0 }, esims: { totalCount: 0 } });
    // Staff still find the order, and writing to its buyer reaches nobody.
    const support = await fresh('support@tribi.test');
    const found = await app.graphql(
      'query ($n: String!) { order(number: $n) { number deliveryEmail } }',
      { n: order.number },
      { as: support },
    );
    expect(found.data.order.number).toBe(order.number);
    const before = (await app.mailsTo('')).length;
    await app.graphql(
      'mutation ($n: String!) { resendDelivery(orderNumber: $n) { __typename } }',
      { n: order.number },
      { as: support },
    );
    await settled(app);
    expect((await app.mailsTo('')).length).toBe(before);
  });

  it('needs the newest code, within five guesses', async () => {
    const [person, other] = [await fresh(), await fresh()];
    await app.clock.advance(61_000);
    const code = await deletionCode(app, person);
    await settled(app);
    const notTheirs = await expectUnchanged(app, () => deleteAccount(app, other, code));
    expect(notTheirs).toMatchObject({ __typename: 'InvalidCode' });
    const wrong = code === '000000' ? '000001' : '000000';
    for (const attemptsLeft of [4, 3, 2, 1, 0])
      expect(await deleteAccount(app, person, wrong)).toMatchObject({ attemptsLeft });
    const locked = await expectUnchanged(app, () => deleteAccount(app, person, code));
    expect(locked).toMatchObject({ __typename: 'CodeLocked' });
    expect(await idOf(person)).toBeDefined();
  });

  it('leaves no way to order for who has left', async () => {
    const person = await fresh();
    const plan = await planBySlug(app, 'spain-3gb-30d');
    const id = await idOf(person);
    await app.sql('update users set deleted_at = now() where id = $1', [id]);
    const input = {
      planId: plan.id,
      quantity: 1,
      expectedTotal: { amount: plan.amount, currency: 'USD' },
      idempotencyKey: 'left',
    };
    const { errors } = await expectUnchanged(app, () =>
      app.graphql(checkoutMutation, { input }, { as: person }),
    );
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});
