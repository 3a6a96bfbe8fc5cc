import { countRefund, countRefundFailure } from './balance-transactions.ts';
import { readableAmount } from './currencies.ts';
import { invalidRequest, missingParameter, StripeError } from './errors.ts';
import type { Refund } from './money-objects.ts';
import type { Params } from './params.ts';
import { findCard } from './payment-methods.ts';
import type { Charge } from './payment-objects.ts';
import type { UnitOfWork } from './unit-of-work.ts';

const reasons = ['duplicate', 'fraudulent', 'requested_by_customer'] as const;

/** How long a refund that changes by itself takes to do so. At Stripe it is days. */
const settlementSeconds = 2;

/** `POST /v1/refunds`: all that is left, or a part of it. Locks the payment. */
export async function createRefund(unit: UnitOfWork, params: Params): Promise<Refund> {
  const reason = params.oneOf('reason', reasons);
  const asked = params.integer('amount');
  const metadata = params.metadata();
  const chargeId = params.text('charge');
  const intentId = params.text('payment_intent');
  params.ignore('instructions_email', 'origin', 'currency', 'customer');
  params.rejectUnknown();
  if (chargeId === null && intentId === null) throw missingParameter('charge or payment_intent');
  const charge = await lockedCharge(unit, chargeId, intentId);
  const amount = refundableAmount(charge, asked);
  const { behaviour } = await findCard(unit, charge.payment_method);
  const draft: Refund = {
    id: unit.newId('re'),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: unit.now,
    currency: charge.currency,
    destination_details: {
      card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
      type: 'card',
    },
    metadata,
    payment_intent: charge.payment_intent,
    reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: behaviour.refund === 'succeeds_later' ? 'pending' : 'succeeded',
    transfer_reversal: null,
  };
  const refund = { ...draft, balance_transaction: countRefund(unit, draft).id };
  const status = behaviour.refund === 'fails_later' ? 'failed' : 'succeeded';
  unit.put(refund, behaviour.refund ? { settlement: { at: unit.now + settlementSeconds, status } } : {});
  const refunded = withRefunded(charge, amount);
  unit.put(refunded);
  unit.emit('refund.created', refund);
  unit.emit('charge.refunded', refunded, {
    amount_refunded: charge.amount_refunded,
    refunded: charge.refunded,
  });
  return refund;
}

/** A pending refund arrives, or one that seemed to succeed comes back from the bank. The payment must be locked. */
export async function settleRefund(
  unit: UnitOfWork,
  refund: Refund,
  status: 'succeeded' | 'failed',
): Promise<Refund> {
  const before = { status: refund.status };
  if (status === 'succeeded') {
    const settled: Refund = { ...refund, status };
    unit.put(settled);
    emitUpdate(unit, settled, before);
    return settled;
  }
  if (refund.status === 'failed' || refund.status === 'canceled') return refund;
  const failed: Refund = {
    ...refund,
    status,
    failure_balance_transaction: countRefundFailure(unit, refund).id,
    failure_reason: 'expired_or_canceled_card',
  };
  unit.put(failed);
  unit.put(withRefunded(await unit.get('charge', refund.charge), -refund.amount));
  emitUpdate(unit, failed, before);
  unit.emit('refund.failed', failed);
  return failed;
}

function emitUpdate(unit: UnitOfWork, refund: Refund, before: Record<string, unknown>): void {
  unit.emit('refund.updated', refund, before);
  unit.emit('charge.refund.updated', refund, before);
}

async function lockedCharge(
  unit: UnitOfWork,
  chargeId: string | null,
  intentId: string | null,
): Promise<Charge> {
  const id = intentId ?? (await unit.get('charge', chargeId ?? '', 'charge')).payment_intent;
  await unit.lock(id);
  const intent = await unit.get('payment_intent', id, 'payment_intent');
  const paid = chargeId ?? (intent.status === 'succeeded' ? intent.latest_charge : null);
  if (paid === null) {
    const message = `This PaymentIntent (${id}) does not have a successful charge to refund.`;
    throw new StripeError(400, { type: 'invalid_request_error', message, param: 'payment_intent' }, true);
  }
  return unit.get('charge', paid, 'charge');
}

/** Throws Stripe's error when the charge cannot give back this much. */
function refundableAmount(charge: Charge, asked: number | null): number {
  const refuse = (code: string | undefined, message: string, param?: string) =>
    new StripeError(
      400,
      { type: 'invalid_request_error', message, ...(code && { code }), ...(param && { param }) },
      true,
    );
  if (charge.status !== 'succeeded') {
    throw refuse(
      undefined,
      `Charge ${charge.id} is not refundable because it has a status of ${charge.status}.`,
    );
  }
  if (charge.disputed) {
    throw refuse('charge_disputed', `Charge ${charge.id} has been charged back; cannot issue a refund.`);
  }
  if (charge.refunded) {
    throw refuse('charge_already_refunded', `Charge ${charge.id} has already been refunded.`);
  }
  const left = charge.amount_captured - charge.amount_refunded;
  if (asked === null) return left;
  if (asked < 1) {
    const message = 'This value must be greater than or equal to 1.';
    throw invalidRequest(message, { code: 'parameter_invalid_integer', param: 'amount' });
  }
  if (asked <= left) return asked;
  const [much, rest] = [readableAmount(asked, charge.currency), readableAmount(left, charge.currency)];
  throw refuse(
    undefined,
    `Refund amount (${much}) is greater than unrefunded amount on charge (${rest})`,
    'amount',
  );
}

function withRefunded(charge: Charge, amount: number): Charge {
  const refunded = charge.amount_refunded + amount;
  return { ...charge, amount_refunded: refunded, refunded: refunded === charge.amount_captured };
}
