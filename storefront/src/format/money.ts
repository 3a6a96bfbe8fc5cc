export type Amount = { amount: number; currency: string };

/** What writes amounts, made once for a language and currency: it takes longer than writing a hundred of them. */
const kept = new Map<string, Intl.NumberFormat>();
/** The server writes for visitors of every language; more than this are not kept. */
const MOST_KEPT = 512;

function writerOf(tag: string, currency: string): Intl.NumberFormat {
  const key = `${tag} ${currency}`;
  const writer = kept.get(key) ?? new Intl.NumberFormat(tag, { style: 'currency', currency });
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, writer);
  return writer;
}

/** Digits after the point: 2 for USD, 0 for JPY, 3 for KWD (ISO 4217, as the browser knows it). */
export function minorDigits(currency: string): number {
  return writerOf('en', currency).resolvedOptions().maximumFractionDigits ?? 2;
}

/**
 * Minor units as people write them: 1990 USD is "$19.90". Whole amounts keep their decimals, so that prices in a list
 * stand under each other.
 */
export function formatMoney({ amount, currency }: Amount, tag: string): string {
  const digits = minorDigits(currency);
  return writerOf(tag, currency).format(amount / 10 ** digits);
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
