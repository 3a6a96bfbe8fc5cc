import { describe, expect, it } from 'vitest';
import { refundShare } from './refund-share.ts';

const paid = (received: number, currency = 'USD') => ({ received, receivedCurrency: currency, currency });

describe('the share of eSIMs', () => {
  it('adds up to the whole payment, one after another', () => {
    const order = { quantity: 3 };
    let left = 1000;
    const shares = [0, 1, 2].map((before) => {
      const share = refundShare(paid(1000), order, { before, now: 1, left });
      left -= share;
      return share;
    });
    expect(shares.reduce((sum, each) => sum + each, 0)).toBe(1000);
    expect(left).toBe(0);
  });

  it('is all of it for all of them, and never more than is left', () => {
    expect(refundShare(paid(1000), { quantity: 2 }, { before: 0, now: 2, left: 1000 })).toBe(1000);
    expect(refundShare(paid(1000), { quantity: 2 }, { before: 0, now: 2, left: 700 })).toBe(700);
    expect(refundShare(paid(1000), { quantity: 2 }, { before: 0, now: 1, left: 700 })).toBe(200);
    expect(refundShare(paid(1000), { quantity: 2 }, { before: 0, now: 1, left: 400 })).toBe(0);
  });
});
