import { describe, expect, it } from 'vitest';
import { isMoving, orderStage } from './order-stage.ts';

type OrderState = Parameters<typeof orderStage>[0];

const open: OrderState = {
  status: 'OPEN',
  paymentStatus: 'UNPAID',
  fulfillmentStatus: 'UNFULFILLED',
  holds: [],
  esims: [{ status: 'PENDING' }],
};
const stage = (change: Partial<OrderState>, isAwaited = false) =>
  orderStage({ ...open, ...change }, isAwaited);

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
    const troubles: Partial<OrderState>[] = [
      { fulfillmentStatus: 'FAILED' },
      { holds: ['SUPPLIER_UNKNOWN'] },
      { esims: [{ status: 'READY' }, { status: 'IN_REVIEW' }] },
      { esims: [{ status: 'FAILED' }] },
    ];
    expect(troubles.map((trouble) => stage({ paymentStatus: 'PAID', ...trouble }))).toEqual(
      troubles.map(() => 'review'),
    );
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
    const all = [
      'to-pay',
      'confirming',
      'preparing',
      'review',
      'ready',
      'cancelled',
      'expired',
      'refunded',
    ] as const;
    expect(all.filter(isMoving)).toEqual(['to-pay', 'confirming', 'preparing', 'review']);
  });
});
