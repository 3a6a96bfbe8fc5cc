import { isId } from '../platform/database/id.ts';
import { type FieldError, InvalidInput, userError } from '../platform/graphql/user-error.ts';
import { say } from '../platform/i18n/say.ts';
import { type CurrencyCode, currencyCodes, isCurrencyCode } from '../platform/money/currency.ts';
import type { Locale } from '../platform/request-context.ts';
import type { CheckoutInput } from './checkout.types.ts';
import { isConsentVersion } from './checkout-consent.ts';
import { orderMessages as messages } from './order.messages.ts';

export const maxQuantity = 10;

/** A checkout's input, known to be in bounds. */
export interface ValidCheckout {
  planId: string;
  quantity: number;
  expectedAmount: number;
  currency: CurrencyCode;
  idempotencyKey: string;
  consentVersion?: string;
}

/** Checks every field and tells of all that are wrong at once. */
export function validateCheckout(input: CheckoutInput, locale: Locale): ValidCheckout | InvalidInput {
  const errors: FieldError[] = [];
  const refuse = (path: string, code: keyof typeof messages, values?: Record<string, string>) =>
    errors.push({ path, code, message: say(messages[code], locale, values) });

  const currency = input.expectedTotal.currency.toUpperCase();
  if (!isId(input.planId)) refuse('planId', 'UNKNOWN_PLAN');
  if (input.quantity < 1 || input.quantity > maxQuantity) refuse('quantity', 'QUANTITY_OUT_OF_RANGE');
  if (!isCurrencyCode(currency))
    refuse('expectedTotal.currency', 'UNKNOWN_CURRENCY', { currencies: currencyCodes.join(', ') });
  if (input.expectedTotal.amount <= 0) refuse('expectedTotal.amount', 'AMOUNT_OUT_OF_RANGE');
  if (input.idempotencyKey.length < 1 || input.idempotencyKey.length > 255)
    refuse('idempotencyKey', 'IDEMPOTENCY_KEY_LENGTH');

  const { consentVersion } = input;
  if (isGiven(consentVersion) && !isConsentVersion(consentVersion))
    refuse('consentVersion', 'UNKNOWN_CONSENT');

  if (errors.length > 0 || !isCurrencyCode(currency)) return invalid(errors, locale);
  const { planId, quantity, idempotencyKey } = input;
  const expectedAmount = input.expectedTotal.amount;
  // Left out where none was given: part of what an idempotency key stands for.
  const consent = isGiven(consentVersion) ? { consentVersion } : {};
  return { planId, quantity, idempotencyKey, currency, expectedAmount, ...consent };
}

const isGiven = (value: string | null | undefined): value is string => typeof value === 'string';

/** InvalidInput with these fields marked. */
export const invalid = (errors: FieldError[], locale: Locale): InvalidInput =>
  userError(InvalidInput, { code: 'INVALID_INPUT', message: say(messages.INVALID_INPUT, locale), errors });
