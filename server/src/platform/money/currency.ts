/**
 * The currencies the shop sells in. `digits` are ISO 4217's. `step` is the smallest step of a converted
 * price in minor units: Stripe charges three-decimal currencies only in tens of their minor unit
 * (https://docs.stripe.com/currencies#three-decimal), so a Kuwaiti price ends in 0.
 */
const table = {
  USD: { digits: 2, step: 1, en: 'US dollar', es: 'Dólar estadounidense' },
  EUR: { digits: 2, step: 1, en: 'Euro', es: 'Euro' },
  GBP: { digits: 2, step: 1, en: 'Pound sterling', es: 'Libra esterlina' },
  JPY: { digits: 0, step: 1, en: 'Japanese yen', es: 'Yen japonés' },
  BRL: { digits: 2, step: 1, en: 'Brazilian real', es: 'Real brasileño' },
  MXN: { digits: 2, step: 1, en: 'Mexican peso', es: 'Peso mexicano' },
  KWD: { digits: 3, step: 10, en: 'Kuwaiti dinar', es: 'Dinar kuwaití' },
} as const;

export type CurrencyCode = keyof typeof table;
export const baseCurrency: CurrencyCode = 'USD';
export const currencyCodes = Object.keys(table) as readonly CurrencyCode[];
export const isCurrencyCode = (code: string): code is CurrencyCode => Object.hasOwn(table, code);
export const currencyDigits = (code: CurrencyCode): number => table[code].digits;
export const currencyName = (code: CurrencyCode, locale: 'en' | 'es'): string => table[code][locale];

/** Whether an amount is a whole number of the currency's smallest charged step. */
export const isChargeable = (amount: number, currency: string): boolean =>
  !isCurrencyCode(currency) || amount % table[currency].step === 0;

/** The largest amount that is charged and not more than this one. */
export const toChargeable = (amount: number, currency: string): number => {
  const step = isCurrencyCode(currency) ? table[currency].step : 1;
  return Math.floor(amount / step) * step;
};

/**
 * Converts base minor units at a rate given as a decimal string, exactly, and rounds half up to the
 * currency's step. 450 (USD) at '149.25' is 672 (JPY); at '0.3071' it is 1380 (KWD).
 */
export function convertFromBase(baseAmount: number, perUsd: string, currency: CurrencyCode): number {
  const [whole = '0', fraction = ''] = perUsd.split('.');
  const rateScale = 10n ** BigInt(fraction.length);
  const rate = BigInt(whole + fraction);
  const { digits, step } = table[currency];
  // amount/10^baseDigits * rate/rateScale * 10^digits, in steps; doubled so that a half is a whole number.
  const numerator = BigInt(baseAmount) * rate * 10n ** BigInt(digits) * 2n;
  const denominator = 10n ** BigInt(table[baseCurrency].digits) * rateScale * BigInt(step);
  const steps = (numerator / denominator + 1n) / 2n;
  return Number(steps < 1n ? 1n : steps) * step;
}
