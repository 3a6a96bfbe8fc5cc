import { expect, it } from 'vitest';
import { type ReviewReason, reviewReason } from './review-reason.ts';

it.each<[ReviewReason, string[]]>([
  ['unconfirmed', ['SUPPLIER_UNKNOWN']],
  ['unconfirmed', ['SUPPLIER_REFUSED', 'SUPPLIER_UNKNOWN']],
  ['undelivered', ['SUPPLIER_REFUSED']],
  ['undelivered', ['SUPPLIER_UNREACHABLE']],
  ['undelivered', []],
  ['amount', ['AMOUNT_MISMATCH']],
  ['refund', ['SUPPLIER_UNKNOWN', 'REFUND_FAILED']],
  ['dispute', ['AMOUNT_MISMATCH', 'DISPUTED']],
])('tells %s of an order held for %j', (reason, holds) => {
  expect(reviewReason({ holds, paymentStatus: 'PAID' })).toBe(reason);
});

it('tells of a dispute before its hold stands', () => {
  expect(reviewReason({ holds: [], paymentStatus: 'DISPUTED' })).toBe('dispute');
});
