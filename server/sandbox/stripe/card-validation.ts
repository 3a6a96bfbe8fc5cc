import { isLuhnValid } from '../core/luhn.ts';
import { brandOf } from './cards.ts';
import { StripeError } from './errors.ts';
import type { Params } from './params.ts';

/** A card as typed by a person, checked as Stripe checks it before anything is stored. The number is never stored. */
interface CheckedCard {
  readonly number: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly hasCvc: boolean;
}

export function checkedCard(card: Params, nowSeconds: number): CheckedCard {
  const number = card.requiredText('number').replaceAll(/[\s-]/g, '');
  checkNumber(number);
  const { expMonth, expYear } = checkedExpiry(
    card.requiredText('exp_month'),
    card.requiredText('exp_year'),
    nowSeconds,
  );
  const cvc = card.text('cvc');
  if (cvc !== null && !hasDigits(cvc, brandOf(number)?.cvcDigits ?? 3)) {
    throw cardError('invalid_cvc', "Your card's security code is invalid.", 'cvc');
  }
  card.ignore('networks');
  card.rejectUnknown();
  return { number, expMonth, expYear, hasCvc: cvc !== null };
}

function checkNumber(number: string): void {
  if (!/^\d{12,19}$/.test(number)) {
    throw cardError('invalid_number', 'The card number is not a valid credit card number.', 'number');
  }
  if (!isLuhnValid(number)) throw cardError('incorrect_number', 'Your card number is incorrect.', 'number');
}

function checkedExpiry(month: string, year: string, nowSeconds: number) {
  const expMonth = Number(month);
  const expYear = /^\d\d$/.test(year) ? 2000 + Number(year) : Number(year);
  const now = new Date(nowSeconds * 1000);
  const thisYear = now.getUTCFullYear();
  if (!/^\d{1,2}$/.test(month) || expMonth < 1 || expMonth > 12) throw badMonth();
  if (!Number.isInteger(expYear) || expYear < thisYear || expYear > thisYear + 50) {
    throw cardError('invalid_expiry_year', "Your card's expiration year is invalid.", 'exp_year');
  }
  if (expYear === thisYear && expMonth < now.getUTCMonth() + 1) throw badMonth();
  return { expMonth, expYear };
}

function badMonth(): StripeError {
  return cardError('invalid_expiry_month', "Your card's expiration month is invalid.", 'exp_month');
}

function hasDigits(text: string, count: number): boolean {
  return /^\d+$/.test(text) && text.length === count;
}

function cardError(code: string, message: string, param: string): StripeError {
  return new StripeError(402, { type: 'card_error', code, message, param });
}
