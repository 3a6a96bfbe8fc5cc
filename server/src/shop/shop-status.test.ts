import { describe, expect, it } from 'vitest';
import { addMinutes } from '../platform/clock/clock.ts';
import { type StatusFacts, statesOf } from './shop-status.ts';

const now = new Date('2026-11-25T12:00:00Z');
const ago = (minutes: number) => addMinutes(now, -minutes);
const well: StatusFacts = {
  isSelling: true,
  stripeHeardAt: ago(1),
  hasOverdueEvents: false,
  suppliers: 2,
  suppliersOut: 0,
  paidLately: 10,
  lateLately: 0,
  isMailing: true,
  lateMails: 0,
  oldestMailAt: null,
  lastMailAt: ago(3),
};
const states = (facts: Partial<StatusFacts>) => statesOf({ ...well, ...facts }, now);

describe('the states of the shop', () => {
  it('are all working while nothing is wrong, in a shop that sold nothing yet too', () => {
    const working = { shop: 'WORKING', payments: 'WORKING', delivery: 'WORKING', mails: 'WORKING' };
    expect(states({})).toEqual(working);
    expect(states({ stripeHeardAt: null, suppliers: 0, paidLately: 0, lastMailAt: null })).toEqual(working);
  });

  it('tell paused sales', () => {
    expect(states({ isSelling: false })).toMatchObject({ shop: 'INTERRUPTED', payments: 'WORKING' });
  });

  it.each([
    [{ stripeHeardAt: ago(4) }, 'WORKING'],
    [{ stripeHeardAt: ago(6) }, 'DELAYED'],
    [{ hasOverdueEvents: true }, 'DELAYED'],
    [{ stripeHeardAt: ago(16) }, 'INTERRUPTED'],
  ] as const)('call payments by when Stripe was last heard: %o %s', (facts, payments) => {
    expect(states(facts).payments).toBe(payments);
  });

  it.each([
    [{ suppliersOut: 1 }, 'DELAYED'],
    [{ suppliersOut: 2 }, 'INTERRUPTED'],
    [{ lateLately: 2 }, 'WORKING'],
    [{ lateLately: 3 }, 'DELAYED'],
    [{ paidLately: 100, lateLately: 19 }, 'WORKING'],
    [{ paidLately: 100, lateLately: 20 }, 'DELAYED'],
  ] as const)('call the delivery by suppliers and by orders that wait: %o %s', (facts, delivery) => {
    expect(states(facts).delivery).toBe(delivery);
  });

  it.each([
    [{ isMailing: false }, 'INTERRUPTED'],
    [{ lateMails: 1, oldestMailAt: ago(5) }, 'WORKING'],
    [{ lateMails: 3, oldestMailAt: ago(5) }, 'DELAYED'],
    [{ lateMails: 1, oldestMailAt: ago(5), lastMailAt: ago(6) }, 'DELAYED'],
    [{ lateMails: 1, oldestMailAt: ago(16), lastMailAt: null }, 'INTERRUPTED'],
    [{ lateMails: 9, oldestMailAt: ago(16), lastMailAt: ago(1) }, 'DELAYED'],
  ] as const)('call the mails by what waits, and whether others go out: %o %s', (facts, mails) => {
    expect(states(facts).mails).toBe(mails);
  });
});
