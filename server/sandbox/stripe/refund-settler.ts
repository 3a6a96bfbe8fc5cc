import type { Log } from '../core/log.ts';
import { inUnit } from './control.ts';
import { settleRefund } from './refunds.ts';
import type { UnitContext } from './unit-of-work.ts';

const tickMs = 1_000;

/** Lets the refunds of `pm_card_refundFail` and `pm_card_pendingRefund` change by themselves, also after a restart. */
export function startRefundSettler(context: UnitContext, log: Log): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = settleDue(context).catch((error: unknown) => log(`refunds were not settled: ${error}`));
  }, tickMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

async function settleDue(context: UnitContext): Promise<void> {
  const now = context.clock.nowSeconds();
  for (const { object, hidden } of await context.store.findUnsettledRefunds()) {
    if (!hidden.settlement || hidden.settlement.at > now) continue;
    const { status } = hidden.settlement;
    await inUnit(context, async (unit) => {
      await unit.lock(object.payment_intent);
      const stored = await unit.find('refund', object.id);
      if (stored?.hidden.settlement) await settleRefund(unit, stored.object, status);
    });
  }
}
