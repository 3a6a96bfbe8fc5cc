import { disputeFee, processingFee } from './currencies.ts';
import type { BalanceTransaction, Dispute, Refund } from './money-objects.ts';
import type { Charge } from './payment-objects.ts';
import type { UnitOfWork } from './unit-of-work.ts';

type Movement = Pick<
  BalanceTransaction,
  'amount' | 'currency' | 'description' | 'fee' | 'fee_details' | 'reporting_category' | 'source' | 'type'
>;

/** Money becomes available two days after it moved. The balance is kept in the currency of the charge. */
const secondsToAvailable = 2 * 24 * 3600;

/** The payment arrives, less the processing fee. */
export function countCharge(unit: UnitOfWork, charge: Charge): BalanceTransaction {
  const fee = processingFee(charge.amount, charge.currency);
  return move(unit, {
    amount: charge.amount,
    currency: charge.currency,
    description: charge.description,
    fee,
    fee_details: feeDetails(fee, charge.currency, 'Stripe processing fees'),
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
    fee: 0,
    fee_details: [],
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
    fee: 0,
    fee_details: [],
    reporting_category: 'refund_failure',
    source: refund.id,
    type: 'refund_failure',
  });
}

/** The disputed money leaves, and the dispute's fee with it. */
export function countDispute(unit: UnitOfWork, dispute: Dispute): BalanceTransaction {
  const fee = disputeFee(dispute.currency);
  return move(unit, {
    amount: -dispute.amount,
    currency: dispute.currency,
    description: `Chargeback withdrawal for ${dispute.charge}`,
    fee,
    fee_details: feeDetails(fee, dispute.currency, 'Dispute fee'),
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
    fee: 0,
    fee_details: [],
    reporting_category: 'dispute_reversal',
    source: dispute.id,
    type: 'adjustment',
  });
}

function move(unit: UnitOfWork, movement: Movement): BalanceTransaction {
  const transaction: BalanceTransaction = {
    id: unit.newId('txn'),
    object: 'balance_transaction',
    ...movement,
    available_on: unit.now + secondsToAvailable,
    balance_type: 'payments',
    created: unit.now,
    exchange_rate: null,
    net: movement.amount - movement.fee,
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
