import { describe, expect, it } from 'vitest';
import { isDecided, isMoving, orderStage, usableCount } from './order-stage.ts';

type OrderState = Parameters<typeof orderStage>[0];

const open: OrderState = {
  status: 'OPEN',
  paymentStatus: 'UNPAID',
  fulfillmentStatus: 'UNFULFILLED',
  holds: [],
  esims: [{ status: 'PENDING', isRefunded: false }],
};
const esim = (status: OrderState['esims'][number]['status'], isRefunded = false) => ({ status, isRefunded });
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
      { esims: [esim('READY'), esim('IN_REVIEW')] },
      { esims: [esim('FAILED')] },
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
  it('ends where a part was delivered and the rest refunded', () => {
    const part: Partial<OrderState> = {
      status: 'COMPLETED',
      paymentStatus: 'PARTIALLY_REFUNDED',
      fulfillmentStatus: 'PARTIALLY_FULFILLED',
      esims: [esim('READY'), esim('FAILED', true), esim('FAILED', true)],
    };
    expect(stage(part)).toBe('part-refunded');
    expect(usableCount({ ...open, ...part })).toBe(1);
    // The money may still be on its way; what is not refunded yet is looked after.
    expect(stage({ ...part, paymentStatus: 'PAID' })).toBe('part-refunded');
    expect(stage({ ...part, esims: [esim('READY'), esim('FAILED', true), esim('FAILED')] })).toBe('review');
    expect(stage({ ...part, esims: [esim('READY'), esim('FAILED', true), esim('PROVISIONING')] })).toBe(
      'preparing',
    );
    expect(stage({ ...part, holds: ['REFUND_FAILED'] })).toBe('review');
    const givenBack = {
      fulfillmentStatus: 'FULFILLED',
      esims: [esim('ACTIVE'), esim('REVOKED', true)],
    } as const;
    expect(stage({ ...part, ...givenBack })).toBe('part-refunded');
  });
  it('is not ready where every eSIM was taken back', () => {
    const back: Partial<OrderState> = {
      status: 'COMPLETED',
      paymentStatus: 'PAID',
      fulfillmentStatus: 'FULFILLED',
      esims: [esim('REVOKED', true), esim('REVOKED', true)],
    };
    expect(stage(back)).toBe('refunding');
    expect(stage({ ...back, paymentStatus: 'PARTIALLY_REFUNDED' })).toBe('refunding');
    expect(stage({ ...back, paymentStatus: 'REFUNDED' })).toBe('refunded');
    expect(stage({ ...back, holds: ['REFUND_FAILED'] })).toBe('review');
    expect(stage({ ...back, paymentStatus: 'DISPUTED' })).toBe('review');
  });
  it('has nothing more to come where each eSIM is there or was taken back', () => {
    const decided = [[esim('READY')], [esim('ACTIVE'), esim('REVOKED')], [esim('FAILED', true)]];
    expect(decided.filter((esims) => isDecided({ esims }))).toEqual(decided);
    const waiting = [
      [esim('READY'), esim('PENDING')],
      [esim('FAILED')],
      [esim('IN_REVIEW'), esim('REVOKED')],
    ];
    expect(waiting.filter((esims) => isDecided({ esims }))).toEqual([]);
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
      'part-refunded',
      'refunding',
      'refunded',
    ] as const;
    expect(all.filter(isMoving)).toEqual(['to-pay', 'confirming', 'preparing', 'review', 'refunding']);
  });
});
