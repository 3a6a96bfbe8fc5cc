export type Amount = { amount: number; currency: string };

/** Digits after the point: 2 for USD, 0 for JPY, 3 for KWD (ISO 4217, as the browser knows it). */
export function minorDigits(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/**
 * Minor units as people write them: 1990 USD is "$19.90". Whole amounts keep their decimals, so that prices in a list
 * stand under each other.
 */
export function formatMoney({ amount, currency }: Amount, tag: string): string {
  const digits = minorDigits(currency);
  return new Intl.NumberFormat(tag, { style: 'currency', currency }).format(amount / 10 ** digits);
}

/** The total of a quantity; whole minor units stay whole. */
export function multiply({ amount, currency }: Amount, quantity: number): Amount {
  return { amount: amount * quantity, currency };
}

/** For machines: a plain decimal number, "19.90". */
export function decimalOf({ amount, currency }: Amount): string {
  const digits = minorDigits(currency);
  return (amount / 10 ** digits).toFixed(digits);
}
