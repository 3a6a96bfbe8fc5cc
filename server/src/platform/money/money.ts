import { type CurrencyCode, currencyDigits, isCurrencyCode } from './currency.ts';

/** A whole number of minor units with its ISO 4217 currency. */
export interface Money {
  amount: number;
  currency: string;
}

export const money = (amount: number, currency: string): Money => ({ amount, currency });

const formatters = new Map<string, Intl.NumberFormat>();

/** `$4.50`, `4,50 US$`, `¥1,990`: by the language's own rules. */
export function formatMoney({ amount, currency }: Money, locale: string): string {
  const key = `${locale} ${currency}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.NumberFormat(locale, { style: 'currency', currency });
    formatters.set(key, formatter);
  }
  return formatter.format(amount / 10 ** digitsOf(currency));
}

/** An amount in what the shop writes down for its staff, alerts and reasons of a timeline: in English, as they are. */
export const moneyInRecords = (amount: Money): string => formatMoney(amount, 'en');

const digitsOf = (currency: string): number =>
  isCurrencyCode(currency) ? currencyDigits(currency as CurrencyCode) : 2;

/** Divides exactly and rounds half up to a whole minor unit. */
export function divideMoney({ amount, currency }: Money, numerator: number, denominator: number): Money {
  const doubled = (BigInt(amount) * BigInt(numerator) * 2n) / BigInt(denominator);
  return money(Number((doubled + 1n) / 2n), currency);
}
