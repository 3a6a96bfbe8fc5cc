import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '../platform/database/transaction.ts';
import { type InventoryFixture, startInventoryFixture } from './inventory.fixture.ts';
import { type StockAlertFeedParts, stockAlertFeed } from './stock-alert.feed.ts';

let fixture: InventoryFixture;
beforeAll(async () => {
  fixture = await startInventoryFixture();
});
afterAll(() => fixture.close());

const sessions = { isLive: async () => true };
const sellOne = async (planId: string) => {
  const orderId = await fixture.addOrder(planId);
  await inTransaction(fixture.orm.em, (em) => fixture.stock.reserve(fixture.ctx(), em, orderId, planId, 1));
};
const planWith = async (count: number, threshold: number) => {
  const plan = await fixture.addPlan({ threshold });
  await fixture.addItems(plan.id, count);
  return plan;
};

describe('the feed of stock alerts', () => {
  it('tells of the named plans only', async () => {
    const [mine, other] = [await planWith(2, 1), await planWith(1, 1)];
    const feed = await stockAlertFeed({ notifications: fixture.notifications, sessions }, fixture.ctx(), [
      mine.id,
    ]);
    const first = feed.next();
    await sellOne(other.id);
    await sellOne(mine.id);
    expect((await first).value).toMatchObject({ planId: mine.id, kind: 'LOW', available: 1, threshold: 1 });
    await sellOne(mine.id);
    expect((await feed.next()).value).toMatchObject({ planId: mine.id, kind: 'OUT', at: fixture.now });
    await feed.return?.();
  });

  it('reads what it missed while the connection was away, each once', async () => {
    let notice: (id: string | null) => void = () => {};
    let isListening = false;
    const notifications: StockAlertFeedParts['notifications'] = {
      listen: (_topic, callback) => {
        notice = callback;
        isListening = true;
        return () => {
          isListening = false;
        };
      },
    };
    const plan = await planWith(2, 1);
    const feed = await stockAlertFeed({ notifications, sessions }, fixture.ctx(), null);
    const first = feed.next();
    await sellOne(plan.id);
    await sellOne(plan.id);
    notice(null);
    expect((await first).value).toMatchObject({ planId: plan.id, kind: 'LOW' });
    expect((await feed.next()).value).toMatchObject({ planId: plan.id, kind: 'OUT' });
    const third = feed.next();
    notice(null);
    await inTransaction(fixture.orm.em, async (em) => {
      await fixture.addItems(plan.id, 5);
      await fixture.stock.noteLevel(em, plan.id, fixture.now);
    });
    notice(null);
    expect((await third).value).toMatchObject({ planId: plan.id, kind: 'RECOVERED', available: 5 });
    const waiting = feed.next();
    expect(isListening).toBe(true);
    await feed.return?.();
    expect(isListening).toBe(false);
    expect(await waiting).toMatchObject({ done: true });
  });

  it('ends when the reader is signed out', async () => {
    const plan = await planWith(1, 1);
    const actor = {
      kind: 'user',
      isStaff: true,
      account: {
        id: 'someone',
        email: 'someone@example.com',
        name: null,
        locale: 'en',
        currency: 'USD',
        roles: ['ADMIN'],
      },
      userId: plan.id,
      sessionId: plan.id,
      transport: 'BEARER',
      secondFactor: 'NOT_NEEDED',
      roles: ['ADMIN'],
    } as const;
    const parts = { notifications: fixture.notifications, sessions: { isLive: async () => false } };
    const feed = await stockAlertFeed(parts, { ...fixture.ctx(), actor }, [plan.id]);
    const first = feed.next();
    await sellOne(plan.id);
    await expect(first).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
    expect(await feed.next()).toMatchObject({ done: true });
  });
});
