/** An amount in minor units of its ISO 4217 currency. */
export interface Money {
  amount: number;
  currency: string;
}

/** How many digits a currency has after the point: 2 for USD, 0 for JPY, 3 for KWD. ECMA-402 takes them from ISO 4217. */
function minorDigits(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** 1990 USD as "19.90": exact, without a float between. */
export function decimalOf({ amount, currency }: Money): string {
  const digits = minorDigits(currency);
  const sign = amount < 0 ? '-' : '';
  const text = String(Math.abs(amount)).padStart(digits + 1, '0');
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** An amount as people of a language write it. With its code, since a desk sees every currency of the shop. */
export function formatMoney(money: Money, locale: string): string {
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: money.currency,
    currencyDisplay: 'code',
  });
  return format.format(Number(decimalOf(money)));
}

/**
 * What a person typed as an amount of a currency, in its minor units, exactly; null where it is none. Point and
 * comma both part the minor units, and nothing parts thousands, so that no amount can be read in two ways.
 */
export function parseMoney(text: string, currency: string): number | null {
  const digits = minorDigits(currency);
  const [, whole, fraction = ''] = /^(\d{1,12})(?:[.,](\d+))?$/.exec(text.trim()) ?? [];
  if (whole === undefined || fraction.length > digits) return null;
  return Number(whole + fraction.padEnd(digits, '0'));
}
