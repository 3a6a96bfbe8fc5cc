import { describe, expect, it } from 'vitest';
import type { EsimStatus } from '../esims/esim.entity.ts';
import { whyEsimIsNotAskable, whyOrderIsNotRefundable } from './refund-eligibility.ts';
import { refundPolicy } from './refund-policy.ts';
import type { RefundRequestStatus } from './refund-request.states.ts';

const now = new Date('2026-11-25T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 3600 * 1000);
const esim = (status: EsimStatus, days = 1, settledAt: Date | null = null) => ({
  id: 'a',
  status,
  readyAt: daysAgo(days),
  settledAt,
});
const request = (status: RefundRequestStatus, esimIds = ['a']) => ({ status, esimIds });

describe('an eSIM', () => {
  it.each<[EsimStatus, string | null]>([
    ['PROVISIONING', 'NOT_DELIVERED'],
    ['READY', null],
    ['INSTALLED', 'IN_USE'],
    ['ACTIVE', 'IN_USE'],
    ['DEPLETED', 'IN_USE'],
    ['EXPIRED', 'IN_USE'],
    ['REVOKED', 'ALREADY_REFUNDED'],
  ])('that is %s: %s', (status, why) => expect(whyEsimIsNotAskable(esim(status), [], now)).toBe(why));

  it('has its time to the last second', () => {
    expect(whyEsimIsNotAskable(esim('READY', refundPolicy.days - 0.001), [], now)).toBeNull();
    expect(whyEsimIsNotAskable(esim('READY', refundPolicy.days), [], now)).toBe('TOO_LATE');
  });

  it('is asked for once, and given up once', () => {
    expect(whyEsimIsNotAskable(esim('READY'), [request('OPEN')], now)).toBe('ALREADY_ASKED');
    expect(whyEsimIsNotAskable(esim('READY'), [request('REFUSED')], now)).toBe('ALREADY_ANSWERED');
    expect(whyEsimIsNotAskable(esim('READY'), [request('OPEN', ['b'])], now)).toBeNull();
    expect(whyEsimIsNotAskable(esim('READY', 1, now), [], now)).toBe('ALREADY_REFUNDED');
  });
});

it('an order that is disputed, refunded or held is a person’s', () => {
  expect(whyOrderIsNotRefundable({ paymentStatus: 'PAID', holds: [] })).toBeNull();
  expect(whyOrderIsNotRefundable({ paymentStatus: 'PARTIALLY_REFUNDED', holds: [] })).toBeNull();
  for (const paymentStatus of ['UNPAID', 'PROCESSING', 'REFUNDED', 'DISPUTED'] as const)
    expect(whyOrderIsNotRefundable({ paymentStatus, holds: [] })).toBe('ORDER_NOT_PAID');
  expect(whyOrderIsNotRefundable({ paymentStatus: 'PAID', holds: ['REFUND_FAILED'] })).toBe('ORDER_HELD');
});
