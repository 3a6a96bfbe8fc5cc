import { invalidRequest } from './errors.ts';

/**
 * How Stripe counts and limits amounts, per currency.
 * Sources: https://docs.stripe.com/currencies (zero-decimal, special cases, minimum and maximum charge amounts).
 */
interface CurrencyRule {
  /** Digits after the decimal point of the amount that people read. */
  readonly digits: 0 | 2 | 3;
  /** Amounts must be a multiple of this: 10 for three-decimal currencies, 100 where decimals exist only on paper. */
  readonly step: 1 | 10 | 100;
  /** Smallest charge, in the API's units. */
  readonly minimum: number;
  /** The fixed part of the sandbox's fee, in the API's units: about 0.30 US dollars. */
  readonly fixedFee: number;
}

const twoDecimals = { digits: 2, step: 1, minimum: 50, fixedFee: 30 } as const;
const zeroDecimals = { digits: 0, step: 1, minimum: 50, fixedFee: 40 } as const;
// Stripe states no minimum for these: the settlement currency's holds, about 0.50 US dollars.
const threeDecimals = { digits: 3, step: 10, minimum: 150, fixedFee: 90 } as const;

const rules = new Map<string, CurrencyRule>([
  ...'usd aed ars aud bam bgn brl cad chf cny cop crc dop egp eur gel ghs hnl ils inr kes mad mop mur nzd pab pen pkr qar rsd sar sgd tzs uah uyu zar'
    .split(' ')
    .map((code): [string, CurrencyRule] => [code, twoDecimals]),
  ...'clp jpy krw pyg vnd xaf xof xpf'.split(' ').map((code): [string, CurrencyRule] => [code, zeroDecimals]),
  ...'bhd jod kwd omr tnd'.split(' ').map((code): [string, CurrencyRule] => [code, threeDecimals]),
  ['aed', { ...twoDecimals, minimum: 200 }],
  ['brl', { ...twoDecimals, fixedFee: 150 }],
  ['czk', { ...twoDecimals, minimum: 1500, fixedFee: 650 }],
  ['dkk', { ...twoDecimals, minimum: 250, fixedFee: 180 }],
  ['gbp', { ...twoDecimals, minimum: 30, fixedFee: 20 }],
  ['hkd', { ...twoDecimals, minimum: 400, fixedFee: 235 }],
  ['huf', { ...twoDecimals, minimum: 17_500, fixedFee: 10_000 }],
  ['isk', { ...twoDecimals, step: 100, minimum: 10_000, fixedFee: 4_000 }],
  ['mxn', { ...twoDecimals, minimum: 1_000, fixedFee: 300 }],
  ['myr', { ...twoDecimals, minimum: 200, fixedFee: 130 }],
  ['nok', { ...twoDecimals, minimum: 300, fixedFee: 240 }],
  ['pln', { ...twoDecimals, minimum: 200, fixedFee: 100 }],
  ['ron', { ...twoDecimals, minimum: 200, fixedFee: 100 }],
  ['sek', { ...twoDecimals, minimum: 300, fixedFee: 250 }],
  ['thb', { ...twoDecimals, minimum: 1_000, fixedFee: 1_000 }],
  ['try', { ...twoDecimals, minimum: 50, fixedFee: 1_000 }],
  ['twd', { ...twoDecimals, step: 100, minimum: 1_500, fixedFee: 900 }],
  ['ugx', { ...twoDecimals, step: 100, minimum: 180_000, fixedFee: 110_000 }],
]);

export function checkedCurrency(code: string): string {
  const currency = code.toLowerCase();
  if (rules.has(currency)) return currency;
  const known = [...rules.keys()].join(', ');
  throw invalidRequest(
    `Invalid currency: ${currency}. Stripe currently supports these currencies: ${known}`,
    {
      param: 'currency',
    },
  );
}

/** Throws Stripe's error for an amount that cannot be charged in this currency. */
export function checkChargeAmount(amount: number, currency: string): void {
  if (amount < 1) {
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
  }
  const rule = ruleOf(currency);
  if (amount % rule.step !== 0) {
    throw invalidRequest(
      `Invalid amount for ${currency.toUpperCase()}: it must be a multiple of ${rule.step}, as the last digits are not supported.`,
      { code: 'parameter_invalid_integer', param: 'amount' },
    );
  }
  if (amount < rule.minimum) {
    throw invalidRequest(`Amount must be at least ${readableAmount(rule.minimum, currency)}`, {
      code: 'amount_too_small',
      param: 'amount',
    });
  }
  if (amount > 99_999_999) {
    throw invalidRequest(`Amount must be no more than ${readableAmount(99_999_999, currency)}`, {
      code: 'amount_too_large',
      param: 'amount',
    });
  }
}

/** `$5.00` and its like, as Stripe's messages say it: `5.00 usd`. */
export function readableAmount(amount: number, currency: string): string {
  const { digits } = ruleOf(currency);
  const text = (amount / 10 ** digits).toFixed(digits);
  return currency === 'usd' ? `$${text}` : `${text} ${currency.toUpperCase()}`;
}

/**
 * The sandbox's processing fee: 2.9 % of the amount, rounded half up to the currency's step, plus the fixed part. Real
 * fees depend on the account's contract; what matters is that a fee exists and that `net = amount - fee`.
 */
export function processingFee(amount: number, currency: string): number {
  const { step, fixedFee } = ruleOf(currency);
  const share = Math.floor((amount * 29 + 500 * step) / (1000 * step)) * step;
  return share + fixedFee;
}

/** What a dispute costs: 15 US dollars or about that, which is fifty fixed fees. */
export function disputeFee(currency: string): number {
  return ruleOf(currency).fixedFee * 50;
}

/** Digits after the decimal point, as Stripe counts them. */
export const currencyDigits = (currency: string): number => ruleOf(currency).digits;

function ruleOf(currency: string): CurrencyRule {
  return rules.get(currency) ?? twoDecimals;
}
