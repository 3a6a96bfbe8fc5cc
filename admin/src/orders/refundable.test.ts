import { expect, it } from 'vitest';
import { refundableOf } from './refundable.ts';

// As the API gives it, with what must not be sent back.
const dollars = (amount: number) => ({ __typename: 'Money', amount, currency: 'USD' });
const payment = (changes: object) => ({
  id: 'p',
  status: 'SUCCEEDED',
  amount: dollars(1000),
  received: dollars(1000),
  refunded: dollars(0),
  refunds: [],
  ...changes,
});

it.each([
  [payment({}), 1000],
  [payment({ refunded: dollars(400) }), 600],
  [payment({ refunds: [{ status: 'REQUESTED', amount: dollars(300) }] }), 700],
  // Stripe counts it as refunded already.
  [payment({ refunded: dollars(300), refunds: [{ status: 'PENDING', amount: dollars(300) }] }), 700],
  [payment({ refunds: [{ status: 'FAILED', amount: dollars(300) }] }), 1000],
  // What arrived counts, not what was asked for.
  [payment({ received: dollars(800) }), 800],
])('of %o can go back %i', (facts, left) => {
  expect(refundableOf([facts])).toEqual([{ paymentId: 'p', left: { amount: left, currency: 'USD' } }]);
});

it.each([
  [payment({ status: 'REQUIRES_PAYMENT' })],
  [payment({ status: 'CANCELLED' })],
  [payment({ refunded: dollars(1000) })],
])('of %o nothing can go back', (facts) => {
  expect(refundableOf([facts])).toEqual([]);
});
