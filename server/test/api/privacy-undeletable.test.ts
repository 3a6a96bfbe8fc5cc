import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deleteAccount, deletionCode, requestDeletion } from '../kit/account.ts';
import { expectUnchanged, settled } from '../kit/census.ts';
import { privacyKit } from '../kit/privacy.ts';
import { buy, checkout, type Person } from '../kit/shopper.ts';
import { startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
const { fresh, idOf, askRefund } = privacyKit(() => app);
beforeAll(async () => {
  app = await startTestApp({ isClockMovable: true });
});
afterAll(() => app.close());

describe('leaving', () => {
  /** Brings an order where the refusal must come from; `after` undoes it, and then leaving works. */
  const standing: readonly [
    string,
    (person: Person) => Promise<{ undo: string | (() => Promise<unknown>) }>,
  ][] = [
    [
      'ORDERS_OPEN',
      async (person) => {
        const { order } = await checkout(app, person);
        const cancel = 'mutation ($n: String!) { cancelOrder(number: $n) { __typename } }';
        return { undo: () => app.graphql(cancel, { n: order.number }, { as: person }) };
      },
    ],
    [
      'ORDERS_UNDELIVERED',
      async (person) => {
        await buy(app, person);
        await move(person, "status = 'OPEN', fulfillment_status = 'IN_PROGRESS'");
        return {
          undo: "update orders set status = 'COMPLETED', fulfillment_status = 'FULFILLED' where user_id = $1",
        };
      },
    ],
    [
      'ORDERS_DISPUTED',
      async (person) => {
        await buy(app, person);
        await app.sql(
          `insert into disputes (payment_id, stripe_dispute_id, status, amount, currency, reason, opened_at, created_at, updated_at)
           select p.id, 'dp_' || p.id, 'INQUIRY', 100, 'USD', 'fraudulent', now(), now(), now()
           from payments p join orders o on o.id = p.order_id join users u on u.id = o.user_id where u.email = $1`,
          [person.email],
        );
        return {
          undo: `update disputes set status = 'WON' where payment_id in (
            select p.id from payments p join orders o on o.id = p.order_id where o.user_id = $1)`,
        };
      },
    ],
    [
      'REFUNDS_ON_THE_WAY',
      async (person) => {
        await buy(app, person);
        await app.sql(
          `insert into refunds (payment_id, amount, currency, reason, status, requested_by, created_at, updated_at)
           select p.id, 1, 'USD', 'a test', 'FAILED', 'test', now(), now()
           from payments p join orders o on o.id = p.order_id join users u on u.id = o.user_id where u.email = $1`,
          [person.email],
        );
        await move(person, `holds = '["REFUND_FAILED"]'`);
        return { undo: "update orders set holds = '[]' where user_id = $1" };
      },
    ],
    [
      'REFUNDS_ASKED',
      async (person) => {
        const order = await buy(app, person);
        await askRefund(person, order.number);
        return {
          undo: `update refund_requests set status = 'SETTLED', decided_at = now()
            where order_id in (select id from orders where user_id = $1)`,
        };
      },
    ],
    [
      'ADDRESS_JUST_CHANGED',
      async (person) => {
        await app.sql(
          `insert into email_changes (id, user_id, old_email, new_email, changed_at, object_by, token_hash)
           select uuidv7(), id, 'before@example.com', email, $2, $2::timestamptz + interval '7 days', 'x' from users
           where email = $1`,
          [person.email, app.clock.now()],
        );
        return { undo: 'update email_changes set objected_at = now() where user_id = $1' };
      },
    ],
    [
      'HOLDS_ROLES',
      async (person) => {
        await app.sql(`update users set roles = '["SUPPORT"]' where email = $1`, [person.email]);
        return { undo: "update users set roles = '[]' where id = $1" };
      },
    ],
  ];
  const move = (person: Person, set: string) =>
    app.sql(`update orders set ${set} where user_id = (select id from users where email = $1)`, [
      person.email,
    ]);

  it.each(standing)(
    'is refused with %s, when asked for and when confirmed, and nothing changes',
    async (code, bring) => {
      const person = await fresh();
      await app.clock.advance(61_000);
      const mailed = await deletionCode(app, person);
      const { undo } = await bring(person);
      await settled(app);
      const now = app.clock.now();
      for (const answer of [
        await expectUnchanged(app, () => requestDeletion(app, person)),
        await expectUnchanged(app, () => deleteAccount(app, person, mailed)),
      ]) {
        expect(answer).toMatchObject({ __typename: 'AccountNotDeletable', code });
        expect(answer.orderNumbers).toHaveLength(
          ['HOLDS_ROLES', 'ADDRESS_JUST_CHANGED'].includes(code) ? 0 : 1,
        );
        for (const number of answer.orderNumbers) expect(answer.message).toContain(number);
      }
      await app.clock.moveTo(now);
      await (typeof undo === 'string' ? app.sql(undo, [await idOf(person)]) : undo());
      expect(await deleteAccount(app, person, mailed)).toMatchObject({ __typename: 'AccountDeleted' });
    },
  );
});
