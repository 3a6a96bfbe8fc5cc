import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attemptStates } from '../../src/esims/attempt.states.ts';
import { esimStates } from '../../src/esims/esim.states.ts';
import { reservationStates } from '../../src/inventory/reservation.states.ts';
import { refundRequestStates } from '../../src/returns/refund-request.states.ts';
import { buy, type Person, signIn } from '../kit/shopper.ts';
import { startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let person: Person;
beforeAll(async () => {
  app = await startTestApp();
  person = await signIn(app, 'mover@example.com');
});
afterAll(() => app.close());

describe('moves that no table has', () => {
  it.each<[string, Readonly<Record<string, readonly string[]>>]>([
    ['esims', esimStates.moves],
    ['inventory_items', reservationStates.moves],
    ['provisioning_attempts', attemptStates.moves],
    ['refund_requests', refundRequestStates.moves],
  ])('are the same for the program and for the database: %s', async (table, moves) => {
    const [row] = await app.sql<{ definition: string }>(
      'select pg_get_triggerdef(oid) as definition from pg_trigger where tgname = $1',
      [`${table}_legal_moves`],
    );
    const known = [...(row?.definition ?? '').matchAll(/'([A-Z_]+>[A-Z_]+)'/g)].map((match) => match[1]);
    const told = Object.entries(moves).flatMap(([from, next]) => next.map((to) => `${from}>${to}`));
    expect(known.sort()).toEqual(told.sort());
  });

  it.each([
    ['a delivered eSIM', "update esims set status = 'PROVISIONING' where order_id = $1"],
    ['an item that was handed out', "update inventory_items set status = 'AVAILABLE' where order_id = $1"],
    [
      'a call that succeeded',
      "update provisioning_attempts set outcome = 'UNKNOWN' where esim_id in (select id from esims where order_id = $1)",
    ],
    ['the record of a move', "update inventory_moves set reason = 'none' where order_id = $1"],
    ['the record of a move, removed', 'delete from inventory_moves where order_id = $1'],
  ])('are refused by the database: %s', async (_what, statement) => {
    const { number } = await buy(app, person);
    const [order] = await app.sql('select id from orders where number = $1', [number]);
    const rows = () =>
      app.sql(
        `select e.status, i.status as item, a.outcome, (select count(*)::int from inventory_moves where order_id = $1) as moves
         from esims e join inventory_items i on i.id = e.inventory_item_id join provisioning_attempts a on a.esim_id = e.id
         where e.order_id = $1`,
        [order.id],
      );
    const before = await rows();
    expect(before).toEqual([{ status: 'READY', item: 'ASSIGNED', outcome: 'SUCCEEDED', moves: 1 }]);
    await expect(app.sql(statement, [order.id])).rejects.toThrow(/may not make this move|only ever added to/);
    expect(await rows()).toEqual(before);
  });
});

describe('what happened to an eSIM', () => {
  it('stands in its order’s history with who, when and why', async () => {
    const { number } = await buy(app, person);
    const events = await app.sql(
      `select e.from_state as "from", e.to_state as "to", e.actor, e.request_id is not null as "hasRequest"
       from order_events e join orders o on o.id = e.order_id where o.number = $1 and e.subject = 'esim' order by e.id`,
      [number],
    );
    expect(events).toEqual([
      { from: 'PENDING', to: 'PROVISIONING', actor: 'system:stripe-event', hasRequest: true },
      { from: 'PROVISIONING', to: 'READY', actor: 'system:provision-esim', hasRequest: true },
    ]);
  });
});
