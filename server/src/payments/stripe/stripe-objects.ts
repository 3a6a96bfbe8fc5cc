import type Stripe from 'stripe';
import { isId } from '../../platform/database/id.ts';
import type { Money } from '../../platform/money/money.ts';
import type { DisputeStatus } from '../dispute.states.ts';
import type {
  GatewayDispute,
  GatewayEvent,
  GatewayRefund,
  MoneyBack,
  PaymentIntent,
} from '../payment-gateway.ts';
import { fromStripeAmount } from './stripe-amount.ts';

const intentStatus: Record<Stripe.PaymentIntent.Status, PaymentIntent['status']> = {
  requires_payment_method: 'REQUIRES_PAYMENT',
  requires_confirmation: 'REQUIRES_PAYMENT',
  requires_action: 'REQUIRES_ACTION',
  processing: 'PROCESSING',
  requires_capture: 'PROCESSING',
  succeeded: 'SUCCEEDED',
  canceled: 'CANCELLED',
};

const refundStatus: Record<string, GatewayRefund['status']> = {
  succeeded: 'SUCCEEDED',
  failed: 'FAILED',
  canceled: 'FAILED',
};

const disputeStatus: Record<Stripe.Dispute.Status, DisputeStatus> = {
  warning_needs_response: 'INQUIRY',
  warning_under_review: 'INQUIRY',
  warning_closed: 'INQUIRY_CLOSED',
  prevented: 'INQUIRY_CLOSED',
  needs_response: 'NEEDS_RESPONSE',
  appeal_needs_response: 'APPEAL',
  under_review: 'UNDER_REVIEW',
  appeal_under_review: 'APPEAL',
  won: 'WON',
  lost: 'LOST',
};

/** An amount of Stripe's as ISO minor units. */
function moneyOf(amount: number, currency: string): Money {
  const code = currency.toUpperCase();
  return { amount: fromStripeAmount(amount, code), currency: code };
}

const dateOf = (seconds: number): Date => new Date(seconds * 1000);

/** An id of ours that somebody wrote into metadata; another program of the account may use the same name. */
const ownId = (text: string | undefined): string | null => (text !== undefined && isId(text) ? text : null);

/** The intent's charge where it was asked for whole. */
export const chargeOf = ({ latest_charge }: Stripe.PaymentIntent): Stripe.Charge | null =>
  typeof latest_charge === 'object' ? latest_charge : null;

export function toIntent(intent: Stripe.PaymentIntent, moneyBack: MoneyBack | null = null): PaymentIntent {
  const attempt = Number(intent.metadata.attempt);
  const failure = intent.last_payment_error;
  const charge = intent.latest_charge;
  return {
    id: intent.id,
    status: intentStatus[intent.status] ?? 'PROCESSING',
    amount: moneyOf(intent.amount, intent.currency),
    received: intent.status === 'succeeded' ? moneyOf(intent.amount_received, intent.currency) : null,
    moneyBack,
    chargeId: typeof charge === 'string' ? charge : (charge?.id ?? null),
    clientSecret: intent.client_secret ?? '',
    failure: failure
      ? { code: failure.decline_code ?? failure.code ?? failure.type, message: failure.message ?? '' }
      : null,
    orderId: ownId(intent.metadata.order_id),
    attempt: Number.isInteger(attempt) && attempt > 0 ? attempt : null,
  };
}

export const toRefund = (refund: Stripe.Refund): GatewayRefund => ({
  id: refund.id,
  status: refundStatus[refund.status ?? ''] ?? 'PENDING',
  amount: moneyOf(refund.amount, refund.currency),
  refundId: ownId(refund.metadata?.refund_id),
  failureCode: refund.failure_reason ?? null,
  createdAt: dateOf(refund.created),
});

export function toDispute(dispute: Stripe.Dispute): GatewayDispute {
  const movements = dispute.balance_transactions.map(({ amount }) => amount);
  const dueBy = dispute.evidence_details.due_by;
  return {
    id: dispute.id,
    status: disputeStatus[dispute.status] ?? 'UNDER_REVIEW',
    amount: moneyOf(dispute.amount, dispute.currency),
    reason: dispute.reason,
    wasWithdrawn: movements.some((amount) => amount < 0),
    wasReinstated: movements.some((amount) => amount > 0),
    answerBy: dueBy ? dateOf(dueBy) : null,
    openedAt: dateOf(dispute.created),
  };
}

export function toEvent(event: Stripe.Event): GatewayEvent {
  const object: object = event.data.object;
  const named = (key: string): string | null => {
    const value: unknown = Reflect.get(object, key);
    return typeof value === 'string' ? value : null;
  };
  const isIntent = Reflect.get(object, 'object') === 'payment_intent';
  return {
    id: event.id,
    type: event.type,
    paymentIntentId: isIntent ? named('id') : named('payment_intent'),
    createdAt: event.created ? dateOf(event.created) : null,
    payload: withoutSecrets(event),
  };
}

/** Whoever reads the inbox must not be able to pay or to look into the payment as its buyer. */
function withoutSecrets(event: Stripe.Event): unknown {
  const { client_secret: _secret, ...object } = { client_secret: undefined, ...event.data.object };
  return { ...event, data: { ...event.data, object } };
}
