import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditLog } from '../audit/audit-log.ts';
import { addDays } from '../platform/clock/clock.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { type InventoryFixture, startInventoryFixture } from './inventory.fixture.ts';
import { InventoryItem } from './inventory-item.entity.ts';
import { StockLevelService } from './stock-level.service.ts';

let fixture: InventoryFixture;
let levels: StockLevelService;
beforeAll(async () => {
  fixture = await startInventoryFixture();
  levels = new StockLevelService({ stock: fixture.stock, audit: new AuditLog() });
});
afterAll(() => fixture.close());

const list = async (lowOnly: boolean) => {
  const page = await levels.list(fixture.ctx(), lowOnly, { first: 100, after: null, offset: 0 });
  return { nodes: page.nodes, total: await page.total() };
};

describe('stock levels', () => {
  it('show plans with a threshold or ever stocked, fewest first, none left as zero', async () => {
    await fixture.addPlan();
    const watched = await fixture.addPlan({ threshold: 2 });
    const stocked = await fixture.addPlan();
    const soldOut = await fixture.addPlan();
    const onDemand = await fixture.addPlan();
    await fixture.addItems(stocked.id, 3);
    await fixture.addItems(soldOut.id, 1);
    const [order, other] = [await fixture.addOrder(soldOut.id), await fixture.addOrder(onDemand.id)];
    await inTransaction(fixture.orm.em, async (em) => {
      await fixture.stock.reserve(fixture.ctx(), em, order, soldOut.id, 1);
      await fixture.stock.addFromSupplier(fixture.ctx(), em, {
        orderId: other,
        planId: onDemand.id,
        activationCode: 'LPA:1$smdp.example.com$ON-DEMAND',
        iccid: null,
        supplier: 'connected-you',
        providerReference: null,
        cost: null,
      });
    });
    const { nodes, total } = await list(false);
    expect(nodes).toEqual([
      { id: watched.id, available: 0, reserved: 0, assigned: 0, threshold: 2, daysLeft: null },
      { id: soldOut.id, available: 0, reserved: 1, assigned: 0, threshold: 0, daysLeft: null },
      { id: stocked.id, available: 3, reserved: 0, assigned: 0, threshold: 0, daysLeft: null },
    ]);
    expect(total).toBe(3);
    const low = await list(true);
    expect(low.nodes.map((level) => level.id)).toEqual([watched.id, soldOut.id]);
    expect(low.total).toBe(2);
    const after = await levels.list(fixture.ctx(), false, { first: 5, after: [0, watched.id], offset: 0 });
    expect(after.nodes.map((level) => level.id)).toEqual([soldOut.id, stocked.id]);
  });

  it.each([
    ['a month of sales', 45, 3, 30],
    ['stock that came five days ago', 5, 3, 5],
  ])('tell the days left from %s', async (_name, age, sold, days) => {
    const plan = await fixture.addPlan({ threshold: 1 });
    const ids = await fixture.addItems(plan.id, 9);
    const em = fixture.orm.em.fork();
    await em.nativeUpdate(InventoryItem, { planId: plan.id }, { createdAt: addDays(fixture.now, -age) });
    const orderId = await fixture.addOrder(plan.id);
    const assign = (id: string | undefined, daysAgo: number) =>
      em.nativeUpdate(
        InventoryItem,
        { id: id ?? '' },
        { status: 'ASSIGNED', orderId, assignedAt: addDays(fixture.now, -daysAgo) },
      );
    for (const id of ids.slice(0, sold)) await assign(id, 4);
    await assign(ids[3], 31);
    const level = (await list(false)).nodes.find((each) => each.id === plan.id);
    expect(level).toMatchObject({ available: 5, assigned: 4 });
    expect(level?.daysLeft).toBeCloseTo((5 * days) / sold, 1);
  });
});
