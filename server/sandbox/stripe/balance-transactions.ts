import { disputeFee, processingFee } from './currencies.ts';
import type { BalanceTransaction, Dispute, Refund } from './money-objects.ts';
import type { Charge } from './payment-objects.ts';
import { settle } from './settlement.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** Money that moves, in the currency that the customer sees. */
type Movement = Pick<
  BalanceTransaction,
  'amount' | 'currency' | 'description' | 'reporting_category' | 'source' | 'type'
> & { fee?: Fee };

/** What Stripe keeps of it, in the currency of the balance. */
interface Fee {
  readonly description: string;
  of(amount: number, currency: string): number;
}

/** Money becomes available two days after it moved. */
const secondsToAvailable = 2 * 24 * 3600;

/** The payment arrives, less the processing fee. */
export function countCharge(unit: UnitOfWork, charge: Charge): BalanceTransaction {
  return move(unit, {
    amount: charge.amount,
    currency: charge.currency,
    description: charge.description,
    fee: { description: 'Stripe processing fees', of: processingFee },
    reporting_category: 'charge',
    source: charge.id,
    type: 'charge',
  });
}

/** The refund leaves. The processing fee of the charge is not given back: https://docs.stripe.com/refunds */
export function countRefund(unit: UnitOfWork, refund: Refund): BalanceTransaction {
  return move(unit, {
    amount: -refund.amount,
    currency: refund.currency,
    description: 'REFUND FOR CHARGE',
    reporting_category: 'refund',
    source: refund.id,
    type: 'refund',
  });
}

/** A refund that the bank sent back. */
export function countRefundFailure(unit: UnitOfWork, refund: Refund): BalanceTransaction {
  return move(unit, {
    amount: refund.amount,
    currency: refund.currency,
    description: 'REFUND FAILURE',
    reporting_category: 'refund_failure',
    source: refund.id,
    type: 'refund_failure',
  });
}

/** The disputed money leaves, and the dispute's fee with it. */
export function countDispute(unit: UnitOfWork, dispute: Dispute): BalanceTransaction {
  return move(unit, {
    amount: -dispute.amount,
    currency: dispute.currency,
    description: `Chargeback withdrawal for ${dispute.charge}`,
    fee: { description: 'Dispute fee', of: (_amount, currency) => disputeFee(currency) },
    reporting_category: 'dispute',
    source: dispute.id,
    type: 'adjustment',
  });
}

/** A dispute was won: the disputed money comes back, its fee does not. */
export function countDisputeReversal(unit: UnitOfWork, dispute: Dispute): BalanceTransaction {
  return move(unit, {
    amount: dispute.amount,
    currency: dispute.currency,
    description: `Chargeback reversal for ${dispute.charge}`,
    reporting_category: 'dispute_reversal',
    source: dispute.id,
    type: 'adjustment',
  });
}

/** A part of the balance goes to the account's bank. */
export function countPayout(
  unit: UnitOfWork,
  { amount, currency }: { amount: number; currency: string },
): BalanceTransaction {
  return move(unit, {
    amount: -amount,
    currency,
    description: 'STRIPE PAYOUT',
    reporting_category: 'payout',
    source: unit.newId('po'),
    type: 'payout',
  });
}

function move(unit: UnitOfWork, { fee, ...movement }: Movement): BalanceTransaction {
  const { amount, currency, rate } = settle(unit.settlement, movement.amount, movement.currency);
  const kept = fee ? fee.of(Math.abs(amount), currency) : 0;
  const transaction: BalanceTransaction = {
    id: unit.newId('txn'),
    object: 'balance_transaction',
    ...movement,
    amount,
    available_on: unit.now + secondsToAvailable,
    balance_type: 'payments',
    created: unit.now,
    currency,
    exchange_rate: rate,
    fee: kept,
    fee_details: fee ? feeDetails(kept, currency, fee.description) : [],
    net: amount - kept,
    status: 'pending',
  };
  unit.put(transaction);
  return transaction;
}

function feeDetails(
  amount: number,
  currency: string,
  description: string,
): BalanceTransaction['fee_details'] {
  return [{ amount, application: null, currency, description, type: 'stripe_fee' }];
}
