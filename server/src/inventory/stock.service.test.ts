import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../platform/database/id.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { type InventoryFixture, startInventoryFixture } from './inventory.fixture.ts';
import { InventoryItem } from './inventory-item.entity.ts';
import type { SupplierProfile } from './stock.service.ts';

let fixture: InventoryFixture;
beforeAll(async () => {
  fixture = await startInventoryFixture();
});
afterAll(() => fixture.close());

const reserve = (planId: string, orderId: string, quantity = 1) =>
  inTransaction(fixture.orm.em, (em) => fixture.stock.reserve(fixture.ctx(), em, orderId, planId, quantity));
const release = (orderId: string) =>
  inTransaction(fixture.orm.em, (em) => fixture.stock.release(fixture.ctx(), em, orderId, 'a test'));
const itemOf = (handedOut: { id: string } | null) =>
  handedOut ? fixture.orm.em.fork().findOneOrFail(InventoryItem, { id: handedOut.id }) : null;
const take = async (planId: string, orderId: string, esimId: string = newId()) =>
  itemOf(
    await inTransaction(fixture.orm.em, (em) =>
      fixture.stock.takeForEsim(fixture.ctx(), em, { orderId, planId, esimId }),
    ),
  );
const add = async (profile: SupplierProfile, status?: 'ASSIGNED' | 'RESERVED' | 'RETIRED') =>
  itemOf(
    await inTransaction(fixture.orm.em, (em) =>
      fixture.stock.addFromSupplier(fixture.ctx(), em, profile, status),
    ),
  );
const retire = (orderId: string) =>
  inTransaction(fixture.orm.em, (em) => fixture.stock.retire(fixture.ctx(), em, orderId, 'a test'));
/** What was written down of an order's items: `from>to` by who, for which request, and why. */
const movesOf = async (orderId: string) => {
  const { rows } = await sql<{ line: string }>`
    select concat(from_status, '>', to_status, ' ', actor, ' ', request_id, ': ', reason) as line
    from inventory_moves where order_id = ${orderId} order by id`.execute(fixture.orm.em.fork().getKysely());
  return rows.map((row) => row.line);
};
const statuses = async (planId: string) =>
  (await fixture.orm.em.fork().find(InventoryItem, { planId }, { orderBy: { id: 'asc' } })).map(
    (item) => item.status,
  );
const waitingForLocks = async () => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(
    fixture.orm.em.fork().getKysely(),
  );
  return rows[0]?.n ?? 0;
};
const times = <T>(count: number, run: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => run(index)));

const supplied = (
  planId: string,
  orderId: string,
  changes: Partial<SupplierProfile> = {},
): SupplierProfile => ({
  planId,
  orderId,
  activationCode: `LPA:1$smdp.example.com$${newId()}`,
  iccid: null,
  supplier: 'connected-you',
  providerReference: 'CY-1',
  cost: { amount: 120, currency: 'USD' },
  ...changes,
});

describe('reserving', () => {
  it('gives each of five items to one of thirty buyers at once', async () => {
    const plan = await fixture.addPlan();
    const items = await fixture.addItems(plan.id, 5);
    const orders = await times(30, () => fixture.addOrder(plan.id));
    const results = await Promise.all(orders.map((orderId) => reserve(plan.id, orderId)));
    expect(results.flat().sort()).toEqual([...items].sort());
    expect(results.filter((ids) => ids.length === 1)).toHaveLength(5);
    expect(await statuses(plan.id)).toEqual(Array(5).fill('RESERVED'));
  });

  it('takes what expires first, then what came first, and nothing that expires within two days', async () => {
    const plan = await fixture.addPlan();
    const orderId = await fixture.addOrder(plan.id, 4);
    const [undated] = await fixture.addItems(plan.id, 1);
    await fixture.addItems(plan.id, 1, '2027-03-03');
    const [late, later] = await fixture.addItems(plan.id, 2, '2027-06-01');
    const [soon] = await fixture.addItems(plan.id, 1, '2027-03-04');
    expect(await reserve(plan.id, orderId)).toEqual([soon]);
    expect(await reserve(plan.id, orderId)).toEqual([late]);
    expect(new Set(await reserve(plan.id, orderId, 10))).toEqual(new Set([later, undated]));
    expect(await reserve(plan.id, orderId)).toEqual([]);
  });

  it('counts as available what it would give', async () => {
    const plan = await fixture.addPlan();
    await fixture.addItems(plan.id, 2, '2027-03-03');
    await fixture.addItems(plan.id, 3, '2027-03-04');
    const em = fixture.orm.em.fork();
    expect(await fixture.stock.availableByPlan(em, [plan.id], fixture.now)).toEqual(new Map([[plan.id, 3]]));
  });

  it('refuses to lock outside a transaction', async () => {
    await expect(
      fixture.stock.reserve(fixture.ctx(), fixture.orm.em.fork(), newId(), newId(), 1),
    ).rejects.toThrow('inside a transaction');
  });
});

describe('releasing', () => {
  it('puts back what was not handed out, once', async () => {
    const plan = await fixture.addPlan();
    await fixture.addItems(plan.id, 3);
    const orderId = await fixture.addOrder(plan.id, 3);
    await reserve(plan.id, orderId, 3);
    await take(plan.id, orderId);
    expect(await release(orderId)).toBe(2);
    expect(await release(orderId)).toBe(0);
    expect(await statuses(plan.id)).toEqual(['ASSIGNED', 'AVAILABLE', 'AVAILABLE']);
  });
});

describe('taking for an eSIM', () => {
  it("takes the order's own item before the shelf's, and never another order's", async () => {
    const plan = await fixture.addPlan();
    await fixture.addItems(plan.id, 2);
    const [mine, theirs] = await times(2, () => fixture.addOrder(plan.id));
    const [myItem] = await reserve(plan.id, mine ?? '');
    await reserve(plan.id, theirs ?? '');
    await fixture.addItems(plan.id, 1, '2027-04-01');
    const first = await take(plan.id, mine ?? '');
    expect(first).toMatchObject({ id: myItem, status: 'ASSIGNED', orderId: mine });
    expect(first?.assignedAt).toEqual(fixture.now);
    expect(first?.expiresOn).toBeNull();
    expect(await take(plan.id, mine ?? '')).toMatchObject({ expiresOn: '2027-04-01', orderId: mine });
    expect(await take(plan.id, mine ?? '')).toBeNull();
  });

  it("waits for the order's own item where somebody has it in hand, and never passes it by", async () => {
    const plan = await fixture.addPlan();
    const orderId = await fixture.addOrder(plan.id);
    await fixture.addItems(plan.id, 2);
    const [own] = await reserve(plan.id, orderId);
    const inHand = Promise.withResolvers<void>();
    const letGo = Promise.withResolvers<void>();
    const other = inTransaction(fixture.orm.em, async (em) => {
      await sql`select from inventory_items where id = ${own} for no key update`.execute(em.getKysely());
      inHand.resolve();
      await letGo.promise;
    });
    await inHand.promise;
    const taken = take(plan.id, orderId);
    await expect.poll(waitingForLocks).toBeGreaterThan(0);
    letGo.resolve();
    await other;
    expect(await taken).toMatchObject({ id: own, status: 'ASSIGNED' });
  });

  it('gives what a supplier made for one eSIM of an order to no other', async () => {
    const plan = await fixture.addPlan();
    const orderId = await fixture.addOrder(plan.id, 2);
    const [one, other] = [await fixture.addEsim(orderId, 1), await fixture.addEsim(orderId, 2)];
    const made = await add(supplied(plan.id, orderId, { esimId: other }), 'RESERVED');
    expect(await take(plan.id, orderId, one)).toBeNull();
    expect(await take(plan.id, orderId, other)).toMatchObject({ id: made?.id });
  });

  it('gives each of the eSIMs of an order, taken at once, an item of its own', async () => {
    const plan = await fixture.addPlan();
    const orderId = await fixture.addOrder(plan.id, 10);
    await fixture.addItems(plan.id, 8);
    await reserve(plan.id, orderId, 4);
    const items = await times(10, () => take(plan.id, orderId));
    const ids = items.flatMap((item) => (item ? [item.id] : []));
    expect(new Set(ids).size).toBe(ids.length);
    // A row somebody else holds at that moment is skipped, so the rest is got by asking again.
    while (await take(plan.id, orderId)) ids.push('');
    expect(ids).toHaveLength(8);
  });
});

describe("a supplier's profile", () => {
  it('is written down as handed out', async () => {
    const plan = await fixture.addPlan({ threshold: 3 });
    const orderId = await fixture.addOrder(plan.id);
    const item = await add(supplied(plan.id, orderId, { iccid: '8999 9000 0000 0000 019F' }));
    expect(item).toMatchObject({
      status: 'ASSIGNED',
      orderId,
      costAmount: 120,
      iccid: '8999900000000000019',
    });
    expect(await fixture.alertsOf(plan.id)).toEqual([]);
  });

  it.each([
    ['ACTIVATION_CODE_INVALID', { activationCode: '' }],
    ['ACTIVATION_CODE_INVALID', { activationCode: 'LPA:1$smdp.example.com$' }],
    ['ICCID_INVALID', { iccid: '' }],
    ['ICCID_INVALID', { iccid: '12345' }],
  ] as const)('is refused as %s, not mended', async (problem, changes) => {
    const plan = await fixture.addPlan();
    const orderId = await fixture.addOrder(plan.id);
    await expect(add(supplied(plan.id, orderId, changes))).rejects.toMatchObject({ problem });
    expect(await statuses(plan.id)).toEqual([]);
  });

  it('is refused when its code or number is somebody’s, and leaves the transaction good', async () => {
    const plan = await fixture.addPlan();
    const orderId = await fixture.addOrder(plan.id, 2);
    const first = supplied(plan.id, orderId, { iccid: '8934071100000000008' });
    await add(first);
    await inTransaction(fixture.orm.em, async (em) => {
      const sameCode = supplied(plan.id, orderId, { activationCode: first.activationCode });
      await expect(fixture.stock.addFromSupplier(fixture.ctx(), em, sameCode)).rejects.toMatchObject({
        problem: 'ACTIVATION_CODE_TAKEN',
      });
      const sameNumber = supplied(plan.id, orderId, { iccid: first.iccid });
      await expect(fixture.stock.addFromSupplier(fixture.ctx(), em, sameNumber)).rejects.toMatchObject({
        problem: 'ICCID_TAKEN',
      });
      await fixture.stock.addFromSupplier(fixture.ctx(), em, supplied(plan.id, orderId));
    });
    expect(await statuses(plan.id)).toEqual(['ASSIGNED', 'ASSIGNED']);
  });
});

describe('each move of an item', () => {
  it('is written down with who, why and which request, by the statement that makes it', async () => {
    const plan = await fixture.addPlan();
    await fixture.addItems(plan.id, 2);
    const orderId = await fixture.addOrder(plan.id, 2);
    await reserve(plan.id, orderId, 2);
    await take(plan.id, orderId);
    await release(orderId);
    await retire(orderId);
    expect(await movesOf(orderId)).toEqual([
      'AVAILABLE>RESERVED guest test: set aside by checkout',
      'AVAILABLE>RESERVED guest test: set aside by checkout',
      'RESERVED>ASSIGNED guest test: handed to an eSIM',
      'RESERVED>AVAILABLE guest test: a test',
      'ASSIGNED>RETIRED guest test: a test',
    ]);
    expect(await statuses(plan.id)).toEqual(['RETIRED', 'AVAILABLE']);
  });

  it('puts what a supplier made for one buyer on nobody’s shelf', async () => {
    const plan = await fixture.addPlan();
    const orderId = await fixture.addOrder(plan.id);
    const profile = { ...supplied(plan.id, orderId), iccid: null };
    expect(await add(profile, 'RESERVED')).toMatchObject({ status: 'RESERVED', orderId });
    expect(await release(orderId)).toBe(1);
    expect(await statuses(plan.id)).toEqual(['RETIRED']);
    expect(await movesOf(orderId)).toEqual([
      '>RESERVED guest test: made by a supplier',
      'RESERVED>RETIRED guest test: a test',
    ]);
  });

  it('that no table has is refused by the database', async () => {
    const plan = await fixture.addPlan();
    const [item = ''] = await fixture.addItems(plan.id, 1);
    const orderId = await fixture.addOrder(plan.id);
    await take(plan.id, orderId);
    const set = (status: string) =>
      fixture.orm.em.fork().nativeUpdate(InventoryItem, { id: item }, { status: status as 'AVAILABLE' });
    await expect(set('AVAILABLE')).rejects.toThrow('may not make this move');
    await expect(set('RESERVED')).rejects.toThrow('may not make this move');
    await set('RETIRED');
    await expect(set('ASSIGNED')).rejects.toThrow('may not make this move');
    expect(await statuses(plan.id)).toEqual(['RETIRED']);
  });
});
