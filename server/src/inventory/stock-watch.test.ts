import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditLog } from '../audit/audit-log.ts';
import { newId } from '../platform/database/id.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { type InventoryFixture, startInventoryFixture } from './inventory.fixture.ts';
import { expireStock } from './stock.jobs.ts';
import { StockLevelService } from './stock-level.service.ts';

let fixture: InventoryFixture;
beforeAll(async () => {
  fixture = await startInventoryFixture();
});
afterAll(() => fixture.close());

const takeOne = async (planId: string) => {
  const orderId = await fixture.addOrder(planId);
  return inTransaction(fixture.orm.em, (em) =>
    fixture.stock.takeForEsim(fixture.ctx(), em, { orderId, planId, esimId: newId() }),
  );
};

describe('stock alerts', () => {
  it('tell each crossing once, when many take at once', async () => {
    const plan = await fixture.addPlan({ threshold: 5 });
    await fixture.addItems(plan.id, 12);
    const orders = await Promise.all(Array.from({ length: 12 }, () => fixture.addOrder(plan.id)));
    const reserved = await Promise.all(
      orders.map((orderId) =>
        inTransaction(fixture.orm.em, (em) => fixture.stock.reserve(fixture.ctx(), em, orderId, plan.id, 1)),
      ),
    );
    // Under skip-locked a buyer may find none while others hold the last rows; here nobody rolls back, so none is left over.
    expect(reserved.flat()).toHaveLength(12);
    expect(await fixture.alertsOf(plan.id)).toEqual(['LOW 5', 'OUT 0']);
    await Promise.all(
      orders.map((orderId) =>
        inTransaction(fixture.orm.em, (em) => fixture.stock.release(fixture.ctx(), em, orderId, 'a test')),
      ),
    );
    expect(await fixture.alertsOf(plan.id)).toEqual(['LOW 5', 'OUT 0', 'LOW 1', 'RECOVERED 6']);
  });

  it('are silent for a plan without a threshold and for a change that is rolled back', async () => {
    const quiet = await fixture.addPlan();
    await fixture.addItems(quiet.id, 1);
    await takeOne(quiet.id);
    expect(await fixture.alertsOf(quiet.id)).toEqual([]);
    const watched = await fixture.addPlan({ threshold: 1 });
    await fixture.addItems(watched.id, 2);
    const orderId = await fixture.addOrder(watched.id);
    const failing = inTransaction(fixture.orm.em, async (em) => {
      await fixture.stock.reserve(fixture.ctx(), em, orderId, watched.id, 1);
      throw new Error('payment fell through');
    });
    await expect(failing).rejects.toThrow('fell through');
    expect(await fixture.alertsOf(watched.id)).toEqual([]);
  });

  it('leave a plan that is far above its threshold unlocked', async () => {
    const plan = await fixture.addPlan({ threshold: 2 });
    await fixture.orm.em.getConnection().execute(
      `insert into inventory_items (plan_id, status, activation_code, created_at, updated_at)
       select ?, 'AVAILABLE', 'LPA:1$smdp.example.com$' || ? || n, now(), now() from generate_series(1, 20000) n`,
      [plan.id, plan.slug],
    );
    const [first, second] = await Promise.all([fixture.addOrder(plan.id), fixture.addOrder(plan.id)]);
    await inTransaction(fixture.orm.em, async (em) => {
      await fixture.stock.reserve(fixture.ctx(), em, first, plan.id, 1);
      // While the first is still open, a second one gets through.
      await inTransaction(fixture.orm.em, (other) =>
        fixture.stock.reserve(fixture.ctx(), other, second, plan.id, 1),
      );
    });
    expect(await fixture.alertsOf(plan.id)).toEqual([]);
  });

  it('follow a threshold that is set', async () => {
    const levels = new StockLevelService({ stock: fixture.stock, audit: new AuditLog() });
    const plan = await fixture.addPlan();
    await fixture.addItems(plan.id, 4);
    expect(await levels.setThreshold(fixture.ctx(), plan.id, 4)).toMatchObject({
      id: plan.id,
      available: 4,
      threshold: 4,
      daysLeft: null,
    });
    await levels.setThreshold(fixture.ctx(), plan.id, 4);
    await levels.setThreshold(fixture.ctx(), plan.id, 3);
    expect(await fixture.alertsOf(plan.id)).toEqual(['LOW 4', 'RECOVERED 4']);
    await expect(levels.setThreshold(fixture.ctx(), plan.id, -1)).rejects.toThrow('0 to 100000');
    await expect(levels.setThreshold(fixture.ctx(), plan.id, 100_001)).rejects.toThrow('0 to 100000');
    await expect(levels.setThreshold(fixture.ctx(), 'nonsense', 1)).rejects.toThrow('no such plan');
  });

  it('come with the passing of days too', async () => {
    const plan = await fixture.addPlan({ threshold: 1 });
    await fixture.addItems(plan.id, 2, '2027-03-10');
    const { now } = fixture;
    try {
      fixture.now = new Date('2027-03-11T00:05:00Z');
      expect(await expireStock(fixture.ctx(), fixture.stock)).toBe('SUCCESS');
      expect(await expireStock(fixture.ctx(), fixture.stock)).toBe('SKIPPED');
    } finally {
      fixture.now = now;
    }
    expect(await fixture.alertsOf(plan.id)).toEqual(['OUT 0']);
  });
});
