import type { PaymentIntent, PaymentMethod, PublishablePaymentIntent } from './payment-objects.ts';

type StripeErrorType = 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';

/** The `error` member of Stripe's answer to a failed request. */
interface StripeErrorBody {
  type: StripeErrorType;
  message: string;
  code?: string;
  param?: string;
  decline_code?: string;
  advice_code?: string;
  network_decline_code?: string;
  charge?: string;
  doc_url?: string;
  payment_intent?: PaymentIntent | PublishablePaymentIntent;
  payment_method?: PaymentMethod;
}

/**
 * A failed request. `isExecuted` tells whether the work had begun: then what was staged is committed (a decline leaves
 * a failed charge) and the answer is kept under the idempotency key; a request that fails its checks is not kept.
 * Source: https://docs.stripe.com/api/idempotent_requests
 */
export class StripeError extends Error {
  readonly status: number;
  readonly body: StripeErrorBody;
  readonly isExecuted: boolean;

  constructor(status: number, body: StripeErrorBody, isExecuted = false) {
    super(body.message);
    this.status = status;
    this.body = body.code
      ? { ...body, doc_url: `https://stripe.com/docs/error-codes/${dashed(body.code)}` }
      : body;
    this.isExecuted = isExecuted;
  }
}

function dashed(code: string): string {
  return code.replaceAll('_', '-');
}

export function invalidRequest(message: string, details: Partial<StripeErrorBody> = {}): StripeError {
  return new StripeError(400, { type: 'invalid_request_error', message, ...details });
}

export function missingParameter(param: string): StripeError {
  return invalidRequest(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
}

export function missingResource(kind: string, id: string, param = 'id'): StripeError {
  const message = `No such ${kind}: '${id}'`;
  return new StripeError(404, { type: 'invalid_request_error', code: 'resource_missing', message, param });
}

/** The intent is in a state that does not allow what was asked. Stripe keeps this answer under the idempotency key. */
export function unexpectedState(message: string, intent: PaymentIntent): StripeError {
  const body = { type: 'invalid_request_error', code: 'payment_intent_unexpected_state', message } as const;
  return new StripeError(400, { ...body, payment_intent: intent }, true);
}
