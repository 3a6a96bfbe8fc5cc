import type { BalanceTransaction, Dispute, Refund } from './money-objects.ts';
import type { Charge, PaymentIntent, PaymentMethod } from './payment-objects.ts';

/** The shapes that the sandbox keeps and answers: the fields of Stripe's API, version {@link stripeApiVersion}. */
export const stripeApiVersion = '2026-10-28.endive';

export type Metadata = Record<string, string>;

export interface Customer {
  id: string;
  object: 'customer';
  address: null;
  balance: number;
  created: number;
  currency: null;
  default_source: null;
  delinquent: boolean;
  description: string | null;
  discount: null;
  email: string | null;
  invoice_prefix: string;
  livemode: false;
  metadata: Metadata;
  name: string | null;
  phone: string | null;
  preferred_locales: string[];
  shipping: null;
  tax_exempt: 'none';
  test_clock: null;
}

export interface WebhookEndpoint {
  id: string;
  object: 'webhook_endpoint';
  api_version: string;
  application: null;
  created: number;
  description: string | null;
  enabled_events: string[];
  livemode: false;
  metadata: Metadata;
  status: 'enabled' | 'disabled';
  url: string;
}

/** Every kind of object that is stored, by its `object` name. */
export interface StripeObjects {
  payment_intent: PaymentIntent;
  payment_method: PaymentMethod;
  charge: Charge;
  balance_transaction: BalanceTransaction;
  refund: Refund;
  dispute: Dispute;
  customer: Customer;
}
export type StripeKind = keyof StripeObjects;
export type StripeObject = StripeObjects[StripeKind];

export interface StripeEvent {
  id: string;
  object: 'event';
  api_version: string;
  created: number;
  data: { object: unknown; previous_attributes?: Record<string, unknown> };
  livemode: false;
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null };
  type: string;
}

/** What the sandbox knows about an object and never answers. */
export interface Hidden {
  /** Of a payment method: the row of the card table that says how it behaves. */
  card?: string;
  /** Of an intent in `requires_action`: the unguessable name of its 3-D Secure page, and where it leads back to. */
  challenge?: { token: string; returnUrl: string | null };
  /** Of a refund that changes by itself: when (Unix seconds) and into what. */
  settlement?: { at: number; status: 'succeeded' | 'failed' };
}
