import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { StripeError } from './errors.ts';
import type { Params } from './params.ts';
import type { PaymentIntent } from './payment-objects.ts';

export type KeyKind = 'secret' | 'publishable';

export interface StripeKeys {
  readonly secretKey: string;
  readonly publishableKey: string;
}

/** Which key the request carries: Bearer, Basic (curl's `-u`), or Stripe.js's `key` parameter. Throws Stripe's 401. */
export function authenticate(request: IncomingMessage, params: Params, keys: StripeKeys): KeyKind {
  const key = keyOf(request.headers.authorization) ?? params.text('key');
  if (key === null) throw unauthorized(missingKeyMessage);
  if (isSame(key, keys.secretKey)) return 'secret';
  if (isSame(key, keys.publishableKey)) return 'publishable';
  throw unauthorized(`Invalid API Key provided: ${masked(key)}`);
}

export function requireSecretKey(kind: KeyKind): void {
  if (kind === 'secret') return;
  throw unauthorized(
    'This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.',
    'secret_key_required',
  );
}

/** A browser proves that the intent is its own by its client secret. */
export function checkClientSecret(intent: PaymentIntent, clientSecret: string | null): void {
  if (clientSecret !== null && isSame(clientSecret, intent.client_secret)) return;
  throw new StripeError(400, {
    type: 'invalid_request_error',
    code: clientSecret === null ? 'parameter_missing' : 'payment_intent_invalid_parameter',
    message: 'The client_secret provided does not match the client_secret associated with the PaymentIntent.',
    param: 'client_secret',
  });
}

function keyOf(header: string | undefined): string | null {
  const [scheme, value] = (header ?? '').split(' ', 2);
  if (!value) return null;
  if (scheme?.toLowerCase() === 'bearer') return value;
  if (scheme?.toLowerCase() === 'basic')
    return Buffer.from(value, 'base64').toString('utf8').split(':')[0] ?? null;
  return null;
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function masked(key: string): string {
  if (key.length <= 12) return '*'.repeat(key.length);
  return `${key.slice(0, 8)}${'*'.repeat(key.length - 12)}${key.slice(-4)}`;
}

function unauthorized(message: string, code?: string): StripeError {
  return new StripeError(401, { type: 'invalid_request_error', message, ...(code && { code }) });
}

const missingKeyMessage =
  "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.";
