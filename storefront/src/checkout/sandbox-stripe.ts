import { parseUrl } from '../api/parse-url.ts';
import { inLocale, localeOf } from '../i18n/locale-path.ts';
import { type Card, digitsOf, readExpiry } from './card.ts';
import type { BrowserPayment } from './payment-handover.ts';

export type Confirmed =
  | { kind: 'paid' }
  /** The bank wants to see the buyer (3-D Secure). */
  | { kind: 'redirect'; url: string }
  | { kind: 'declined'; codes: string[] }
  /** Nobody knows what became of it: asking again is safe, one PaymentIntent is paid once. */
  | { kind: 'no-answer' };

/** Where a bank's confirmation comes back to. */
export function returnAddress(orderNumber: string): string {
  const path = inLocale(localeOf(location.pathname), `/orders/${encodeURIComponent(orderNumber)}`);
  return new URL(path, location.origin).href;
}

/**
 * Confirms a PaymentIntent with a card, as Stripe.js does: by publishable key and client secret, form-encoded
 * (https://docs.stripe.com/api/payment_intents/confirm). Only for the local sandbox: with real Stripe no card number
 * touches this page.
 */
export async function confirmCard(
  payment: BrowserPayment,
  card: Card,
  returnUrl: string,
): Promise<Confirmed> {
  const expiry = readExpiry(card.expiry);
  const body = new URLSearchParams({
    'payment_method_data[type]': 'card',
    'payment_method_data[card][number]': digitsOf(card.number),
    'payment_method_data[card][exp_month]': String(expiry?.month ?? ''),
    'payment_method_data[card][exp_year]': String(expiry?.year ?? ''),
    'payment_method_data[card][cvc]': digitsOf(card.cvc),
    client_secret: payment.clientSecret,
    return_url: returnUrl,
  });
  try {
    const response = await fetch(
      `${payment.apiBase}/v1/payment_intents/${encodeURIComponent(payment.paymentIntentId)}/confirm`,
      { method: 'POST', headers: { Authorization: `Bearer ${payment.publishableKey}` }, body },
    );
    return readAnswer(await response.json());
  } catch {
    return { kind: 'no-answer' };
  }
}

/** Reads a PaymentIntent or an error body; anything else is no answer. */
export function readAnswer(answer: unknown): Confirmed {
  const error = at(answer, 'error');
  if (error !== undefined) {
    const settled = at(error, 'payment_intent', 'status');
    if (settled === 'succeeded' || settled === 'processing') return { kind: 'paid' };
    const codes = codesOf(error);
    return codes.length === 0 ? { kind: 'no-answer' } : { kind: 'declined', codes };
  }
  switch (at(answer, 'status')) {
    case 'succeeded':
    case 'processing':
    case 'requires_capture':
      return { kind: 'paid' };
    case 'requires_action': {
      const url =
        text(at(answer, 'next_action', 'redirect_to_url', 'url')) ??
        text(at(answer, 'next_action', 'use_stripe_sdk', 'stripe_js'));
      return url && parseUrl(url)?.protocol.startsWith('http')
        ? { kind: 'redirect', url }
        : { kind: 'no-answer' };
    }
    case 'requires_payment_method':
      return { kind: 'declined', codes: codesOf(at(answer, 'last_payment_error')) };
    default:
      return { kind: 'no-answer' };
  }
}

/** The most exact first. */
function codesOf(error: unknown): string[] {
  return [at(error, 'decline_code'), at(error, 'code')].flatMap((code) => text(code) ?? []);
}

function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
