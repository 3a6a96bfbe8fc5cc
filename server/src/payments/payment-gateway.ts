import type { Money } from '../platform/money/money.ts';

/** The state of one payment at the payment service, in our words. Amounts are ISO minor units. */
export interface PaymentIntent {
  id: string;
  status: 'REQUIRES_PAYMENT' | 'REQUIRES_ACTION' | 'PROCESSING' | 'SUCCEEDED' | 'CANCELLED';
  amount: Money;
  /** What has really arrived; null before it has. */
  received: Money | null;
  /** What has gone back; 0 when nothing has. */
  refunded: number;
  chargeId: string | null;
  clientSecret: string;
  failure: { code: string; message: string } | null;
  /** Our own ids, which we gave when the intent was made. Null for an intent that is not ours. */
  orderId: string | null;
  attempt: number | null;
}

export interface GatewayRefund {
  id: string;
  status: 'PENDING' | 'SUCCEEDED' | 'FAILED';
}

/** An event of the payment service, its signature already checked. */
export interface GatewayEvent {
  id: string;
  type: string;
  /** The payment intent it is about, if any. */
  paymentIntentId: string | null;
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
  retrieveIntent(id: string): Promise<PaymentIntent>;
  /** Cancels, or answers with the present state where it can no longer be cancelled. */
  cancelIntent(id: string): Promise<PaymentIntent>;
  refund(input: { paymentIntentId: string; amount: Money; idempotencyKey: string }): Promise<GatewayRefund>;
  /** @throws InvalidSignature */
  readEvent(rawBody: Buffer, signature: string | undefined, receivedAt: Date): GatewayEvent;
}
