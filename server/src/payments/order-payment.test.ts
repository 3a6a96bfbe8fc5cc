import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DisputeStatus } from './dispute.states.ts';
import { paymentStatusOf } from './order-payment.ts';

const paid = { id: 'a', purpose: 'ORDER', status: 'SUCCEEDED', received: 1000, refunded: 0 } as const;
const dispute = (status: DisputeStatus, amount = 1000) => ({ paymentId: 'a', status, amount });

describe('what an order’s payments add up to', () => {
  it.each([
    ['nothing yet', [], [], 'UNPAID'],
    ['a declined attempt', [{ ...paid, status: 'REQUIRES_PAYMENT', received: null }], [], 'UNPAID'],
    ['an attempt on its way', [{ ...paid, status: 'PROCESSING', received: null }], [], 'PROCESSING'],
    ['a payment', [paid], [], 'PAID'],
    ['a part that went back', [{ ...paid, refunded: 1 }], [], 'PARTIALLY_REFUNDED'],
    ['all that went back', [{ ...paid, refunded: 1000 }], [], 'REFUNDED'],
    [
      'a second payment that went back',
      [paid, { ...paid, id: 'b', purpose: 'EXTRA', refunded: 1000 }],
      [],
      'PAID',
    ],
    ['an inquiry', [paid], [dispute('INQUIRY')], 'PAID'],
    ['a dispute', [paid], [dispute('NEEDS_RESPONSE')], 'DISPUTED'],
    ['a dispute that was won', [paid], [dispute('WON')], 'PAID'],
    ['a dispute that was lost', [paid], [dispute('LOST')], 'REFUNDED'],
    ['a part that was lost', [paid], [dispute('LOST', 400)], 'PARTIALLY_REFUNDED'],
    ['one lost and one open', [paid], [dispute('LOST', 400), dispute('UNDER_REVIEW', 600)], 'DISPUTED'],
    ['a refund and the rest lost', [{ ...paid, refunded: 600 }], [dispute('LOST', 400)], 'REFUNDED'],
  ] as const)('%s', (_what, payments, disputes, status) => {
    expect(paymentStatusOf(payments, disputes)).toBe(status);
  });

  it('is never unpaid again once a payment succeeded, whatever comes after', () => {
    const anyDispute = fc.record({
      paymentId: fc.constant('a'),
      status: fc.constantFrom(...Object.values(DisputeStatus)),
      amount: fc.integer({ min: 1, max: 2000 }),
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), fc.array(anyDispute), (refunded, disputes) => {
        const others = [{ ...paid, id: 'c', status: 'CANCELLED', received: null } as const];
        const status = paymentStatusOf([{ ...paid, refunded }, ...others], disputes);
        expect(['UNPAID', 'PROCESSING']).not.toContain(status);
      }),
    );
  });
});
