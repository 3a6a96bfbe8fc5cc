import { z } from 'zod';
import { currencyDigits } from './currencies.ts';

/**
 * In which currency the account keeps its balance. Null is an account with a bank account for each currency, whose
 * balance is kept in the currency of each charge. A rate says what one unit of a currency is worth in `currency`.
 * https://docs.stripe.com/payouts/multicurrency-settlement
 */
export interface Settlement {
  currency: string | null;
  rates: Record<string, number>;
}

const code = z.string().regex(/^[a-z]{3}$/);

export const settlementSchema = z.strictObject({
  currency: code.nullable(),
  rates: z.record(code, z.number().positive()).default({}),
});

/** An amount as it reaches the balance, with the rate it was changed at; null where it was not. */
export interface Settled {
  amount: number;
  currency: string;
  rate: number | null;
}

/** Changes an amount into the balance's currency, rounded half away from zero. A currency without a rate stays as it is. */
export function settle({ currency, rates }: Settlement, amount: number, from: string): Settled {
  const rate = currency === null || currency === from ? undefined : rates[from];
  if (currency === null || rate === undefined) return { amount, currency: from, rate: null };
  const changed = Math.abs(amount) * rate * 10 ** (currencyDigits(currency) - currencyDigits(from));
  return { amount: Math.sign(amount) * Math.round(changed), currency, rate };
}
