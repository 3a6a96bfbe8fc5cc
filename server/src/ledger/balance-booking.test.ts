import { describe, expect, it } from 'vitest';
import { linesOf, noteOf } from './balance-booking.ts';
import type { BalanceTransaction } from './balance-reader.ts';
import { checkEntry } from './ledger-entry.ts';

const transaction = (change: Partial<BalanceTransaction>): BalanceTransaction => {
  const { amount = 1000, currency = 'USD' } = change;
  return {
    id: 'txn_1',
    type: 'charge',
    category: 'charge',
    sourceId: 'ch_1',
    amount,
    fee: 0,
    currency,
    presented: { amount, currency },
    exchangeRate: null,
    createdAt: new Date('2027-03-01T23:30:00Z'),
    ...change,
  };
};

const linesIn = (change: Partial<BalanceTransaction>): string[] => {
  const lines = linesOf(transaction(change));
  checkEntry({ kind: 'BALANCE_TRANSACTION', key: 'balance:txn_1', lines });
  return lines.map(({ account, amount, currency }) => `${account} ${amount} ${currency}`);
};

describe('a balance transaction books', () => {
  it('a charge out of clearing, less the fee', () => {
    expect(linesIn({ fee: 59 })).toEqual([
      'STRIPE 941 USD',
      'STRIPE_FEES 59 USD',
      'STRIPE_CLEARING -1000 USD',
    ]);
  });

  it('a refund and one that came back', () => {
    expect(linesIn({ category: 'refund', amount: -300 })).toEqual([
      'STRIPE -300 USD',
      'STRIPE_CLEARING 300 USD',
    ]);
    expect(linesIn({ category: 'refund_failure', amount: 300 })).toEqual([
      'STRIPE 300 USD',
      'STRIPE_CLEARING -300 USD',
    ]);
  });

  it('a dispute with its own fee, and the fee that some banks’ wins give back', () => {
    expect(linesIn({ category: 'dispute', amount: -1000, fee: 1500 })).toEqual([
      'STRIPE -2500 USD',
      'DISPUTE_FEES 1500 USD',
      'STRIPE_CLEARING 1000 USD',
    ]);
    expect(linesIn({ category: 'dispute_reversal', amount: 1000, fee: -1500 })).toEqual([
      'STRIPE 2500 USD',
      'DISPUTE_FEES -1500 USD',
      'STRIPE_CLEARING -1000 USD',
    ]);
  });

  it('a charge in another currency through the exchange account, at the rate of its day', () => {
    const euros = {
      amount: 1234,
      fee: 66,
      presented: { amount: 1000, currency: 'EUR' },
      exchangeRate: 1.234,
    };
    expect(linesIn(euros)).toEqual([
      'STRIPE 1168 USD',
      'STRIPE_FEES 66 USD',
      'STRIPE_CLEARING -1000 EUR',
      'EXCHANGE 1000 EUR',
      'EXCHANGE -1234 USD',
    ]);
    expect(noteOf(transaction(euros))).toBe('charge, EUR to USD at 1.234 on 2027-03-01');
  });

  it('payouts to the bank, fees of their own, and what nobody foresaw', () => {
    expect(linesIn({ category: 'payout', amount: -500 })).toEqual(['STRIPE -500 USD', 'BANK 500 USD']);
    expect(linesIn({ category: 'fee', amount: -25 })).toEqual(['STRIPE -25 USD', 'STRIPE_FEES 25 USD']);
    expect(linesIn({ category: 'something_new', amount: 7 })).toEqual(['STRIPE 7 USD', 'UNEXPLAINED -7 USD']);
  });

  it('nothing for nothing, and a fee that is all', () => {
    expect(linesOf(transaction({ amount: 0 }))).toEqual([]);
    expect(linesIn({ amount: 59, fee: 59 })).toEqual(['STRIPE_FEES 59 USD', 'STRIPE_CLEARING -59 USD']);
  });
});
