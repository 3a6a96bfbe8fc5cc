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
  inTransaction(fixture.orm.em, (em) => fixture.stock.reserve(em, orderId, planId, quantity, fixture.now));
const release = (orderId: string) =>
  inTransaction(fixture.orm.em, (em) => fixture.stock.release(em, orderId, fixture.now));
const take = (planId: string, orderId: string) =>
  inTransaction(fixture.orm.em, (em) => fixture.stock.takeForEsim(em, { orderId, planId, now: fixture.now }));
const addAssigned = (profile: SupplierProfile) =>
  inTransaction(fixture.orm.em, (em) => fixture.stock.addAssigned(em, profile));
const statuses = async (planId: string) =>
  (await fixture.orm.em.fork().find(InventoryItem, { planId }, { orderBy: { id: 'asc' } })).map(
    (item) => item.status,
  );
const times = <T>(count: number, run: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => run(index)));

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
      fixture.stock.reserve(fixture.orm.em.fork(), newId(), newId(), 1, fixture.now),
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
  const profileOf = (
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
    now: fixture.now,
    ...changes,
  });

  it('is written down as handed out', async () => {
    const plan = await fixture.addPlan({ threshold: 3 });
    const orderId = await fixture.addOrder(plan.id);
    const item = await addAssigned(profileOf(plan.id, orderId, { iccid: '8999 9000 0000 0000 019F' }));
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
    await expect(addAssigned(profileOf(plan.id, orderId, changes))).rejects.toMatchObject({ problem });
    expect(await statuses(plan.id)).toEqual([]);
  });

  it('is refused when its code or number is somebody’s, and leaves the transaction good', async () => {
    const plan = await fixture.addPlan();
    const orderId = await fixture.addOrder(plan.id, 2);
    const first = profileOf(plan.id, orderId, { iccid: '8934071100000000008' });
    await addAssigned(first);
    await inTransaction(fixture.orm.em, async (em) => {
      const sameCode = profileOf(plan.id, orderId, { activationCode: first.activationCode });
      await expect(fixture.stock.addAssigned(em, sameCode)).rejects.toMatchObject({
        problem: 'ACTIVATION_CODE_TAKEN',
      });
      const sameNumber = profileOf(plan.id, orderId, { iccid: first.iccid });
      await expect(fixture.stock.addAssigned(em, sameNumber)).rejects.toMatchObject({
        problem: 'ICCID_TAKEN',
      });
      await fixture.stock.addAssigned(em, profileOf(plan.id, orderId));
    });
    expect(await statuses(plan.id)).toEqual(['ASSIGNED', 'ASSIGNED']);
  });
});
