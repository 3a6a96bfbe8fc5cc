import { describe, expect, it } from 'vitest';
import { isMoving, orderStage } from './order-stage.ts';

const open = {
  status: 'OPEN',
  paymentStatus: 'UNPAID',
  fulfillmentStatus: 'UNFULFILLED',
  holds: [],
  esims: [{ status: 'PENDING' }],
} as const;
type Change = Partial<Record<'status' | 'paymentStatus' | 'fulfillmentStatus', string>> & {
  holds?: string[];
  esims?: { status: string }[];
};
const stage = (change: Change, isAwaited = false) =>
  orderStage({ ...open, ...change } as Parameters<typeof orderStage>[0], isAwaited);

describe('orderStage', () => {
  it('follows an order from paying to ready', () => {
    expect(stage({})).toBe('to-pay');
    expect(stage({}, true)).toBe('confirming');
    expect(stage({ paymentStatus: 'PROCESSING' })).toBe('confirming');
    expect(stage({ paymentStatus: 'PAID' })).toBe('preparing');
    expect(stage({ paymentStatus: 'PAID', fulfillmentStatus: 'PARTIALLY_FULFILLED' })).toBe('preparing');
    expect(stage({ paymentStatus: 'PAID', fulfillmentStatus: 'FULFILLED', status: 'COMPLETED' })).toBe(
      'ready',
    );
  });
  it('never calls a paid order failed', () => {
    for (const change of [
      { fulfillmentStatus: 'FAILED' },
      { holds: ['SUPPLIER_UNKNOWN'] },
      { esims: [{ status: 'READY' }, { status: 'IN_REVIEW' }] },
      { esims: [{ status: 'FAILED' }] },
    ]) {
      expect(stage({ paymentStatus: 'PAID', ...change })).toBe('review');
    }
    expect(stage({ paymentStatus: 'PAID', status: 'CANCELLED' })).toBe('preparing');
  });
  it('ends in cancelled, expired or refunded', () => {
    expect(stage({ status: 'CANCELLED' })).toBe('cancelled');
    expect(stage({ status: 'EXPIRED' }, true)).toBe('expired');
    expect(stage({ paymentStatus: 'REFUNDED', status: 'CANCELLED' })).toBe('refunded');
  });
  it('is looked after when the money does not fit', () => {
    expect(stage({ status: 'EXPIRED', holds: ['AMOUNT_MISMATCH'] })).toBe('review');
  });
  it('listens only while something can change', () => {
    expect(['to-pay', 'confirming', 'preparing', 'review'].every((each) => isMoving(each as never))).toBe(
      true,
    );
    expect(['ready', 'cancelled', 'expired', 'refunded'].some((each) => isMoving(each as never))).toBe(false);
  });
});
