import type { Money } from '../platform/money/money.ts';
import type { DisputeStatus } from './dispute.states.ts';

/** The state of one payment at the payment service, in our words. Amounts are ISO minor units. */
export interface PaymentIntent {
  id: string;
  status: 'REQUIRES_PAYMENT' | 'REQUIRES_ACTION' | 'PROCESSING' | 'SUCCEEDED' | 'CANCELLED';
  amount: Money;
  /** What has really arrived; null before it has. */
  received: Money | null;
  /** What went back; null where nobody looked because nothing did. */
  moneyBack: MoneyBack | null;
  chargeId: string | null;
  clientSecret: string;
  failure: { code: string; message: string } | null;
  /** Our own ids, which we gave when the intent was made. Null for an intent that is not ours. */
  orderId: string | null;
  attempt: number | null;
}

/** Money on its way back, as the payment service has it. */
export interface GatewayRefund {
  id: string;
  status: 'PENDING' | 'SUCCEEDED' | 'FAILED';
  amount: Money;
  /** Our own id, where we began it. */
  refundId: string | null;
  failureCode: string | null;
  createdAt: Date;
}

/** A bank that asks about a charge, or has taken its money. */
export interface GatewayDispute {
  id: string;
  status: DisputeStatus;
  amount: Money;
  reason: string;
  /** The bank took the money, whether or not it gave it back since. */
  wasWithdrawn: boolean;
  /** The bank gave it back. */
  wasReinstated: boolean;
  answerBy: Date | null;
  openedAt: Date;
}

/** All that was taken back of a payment. */
export interface MoneyBack {
  refunds: GatewayRefund[];
  disputes: GatewayDispute[];
}

/** An event of the payment service, its signature already checked. */
export interface GatewayEvent {
  id: string;
  type: string;
  /** The payment intent it is about, if any. */
  paymentIntentId: string | null;
  /** When the payment service made it; null where it does not say. */
  createdAt: Date | null;
  /** The event as it came, without what opens a payment. */
  payload: unknown;
}

/** The payment service could not be asked, or did not answer in time. Whether it acted is unknown: repeat with the same key. */
export class GatewayUnavailable extends Error {
  override readonly name = 'GatewayUnavailable';
}

/** The payment service said no, and saying it again would not help. */
export class GatewayRefused extends Error {
  override readonly name = 'GatewayRefused';
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The webhook's signature is missing, wrong or too old. */
export class InvalidSignature extends Error {
  override readonly name = 'InvalidSignature';
}

/** The port to the payment service. Every call that acts is idempotent under the key it is given. */
export interface PaymentGateway {
  readonly publishableKey: string;
  /** Set only when the service is the local sandbox. */
  readonly apiBase: string | null;
  createIntent(input: {
    orderId: string;
    attempt: number;
    amount: Money;
    receiptEmail: string;
    description: string;
    idempotencyKey: string;
  }): Promise<PaymentIntent>;
  /** @param isWhole asks for refunds and disputes too, even where the charge shows none (any more) */
  retrieveIntent(id: string, isWhole?: boolean): Promise<PaymentIntent>;
  /** Cancels, or answers with the present state where it can no longer be cancelled. */
  cancelIntent(id: string): Promise<PaymentIntent>;
  /** @param input.refundId our own id, kept with the refund */
  refund(input: {
    paymentIntentId: string;
    amount: Money;
    refundId: string;
    idempotencyKey: string;
  }): Promise<GatewayRefund>;
  /**
   * Events of these types since a time, the newest first, a page after the other. Stripe keeps them for 30 days and
   * filters by at most 20 types.
   */
  listEvents(since: Date, types: readonly string[]): AsyncIterable<GatewayEvent[]>;
  /** @throws InvalidSignature */
  readEvent(rawBody: Buffer, signature: string | undefined, receivedAt: Date): GatewayEvent;
}
