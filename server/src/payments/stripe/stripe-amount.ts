/**
 * Where Stripe's minor unit is not ISO 4217's, as a power of ten that ISO minor units are multiplied with.
 * Source: https://docs.stripe.com/currencies#special-cases
 */
const exponent: Record<string, number> = {
  /** No decimals since 2007, but Stripe still counts in hundredths. */
  ISK: 2,
  UGX: 2,
  /** ISO gives the ariary two digits of fifths; Stripe has it without decimals. */
  MGA: -2,
};
/** Three-decimal currencies are charged in tens of their minor unit. */
const threeDecimal = new Set(['BHD', 'JOD', 'KWD', 'OMR', 'TND']);

/** @throws RangeError for an amount that Stripe cannot charge, such as 1.234 KWD */
export function toStripeAmount(amount: number, currency: string): number {
  const converted = amount * 10 ** (exponent[currency] ?? 0);
  if (!Number.isSafeInteger(converted) || (threeDecimal.has(currency) && amount % 10 !== 0)) {
    throw new RangeError(`${amount} minor units of ${currency} cannot be charged through Stripe`);
  }
  return converted;
}

export const fromStripeAmount = (amount: number, currency: string): number =>
  Math.round(amount / 10 ** (exponent[currency.toUpperCase()] ?? 0));
