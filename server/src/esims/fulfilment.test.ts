import { describe, expect, it } from 'vitest';
import type { EsimStatus } from './esim.entity.ts';
import { fulfilmentOf } from './fulfilment.ts';

describe('how far an order is', () => {
  it.each<[string, EsimStatus[]]>([
    ['UNFULFILLED', ['PENDING', 'PENDING']],
    ['IN_PROGRESS', ['PROVISIONING', 'PENDING']],
    ['IN_PROGRESS', ['IN_REVIEW']],
    ['IN_PROGRESS', ['FAILED', 'PROVISIONING']],
    ['PARTIALLY_FULFILLED', ['READY', 'PROVISIONING', 'FAILED']],
    ['PARTIALLY_FULFILLED', ['ACTIVE', 'FAILED']],
    ['FULFILLED', ['READY', 'EXPIRED', 'REVOKED']],
    ['FAILED', ['FAILED', 'FAILED']],
  ])('is %s with %j', (status, esims) => {
    expect(fulfilmentOf(esims).status).toBe(status);
  });

  it('counts what is ready, given up, and still open, by hand or by machine', () => {
    const all: EsimStatus[] = ['READY', 'REVOKED', 'FAILED', 'IN_REVIEW', 'PROVISIONING', 'PENDING'];
    expect(fulfilmentOf(all)).toMatchObject({ ready: 2, failed: 1, open: 3, working: 1, inReview: 1 });
  });
});
