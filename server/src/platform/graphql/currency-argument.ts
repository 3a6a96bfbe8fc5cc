import { type CurrencyCode, currencyCodes, isCurrencyCode } from '../money/currency.ts';
import { callerError } from './errors.ts';

/** @throws GraphQL error UNKNOWN_CURRENCY that lists the ones the shop sells in */
export function currencyArgument(code: string, argument: string): CurrencyCode {
  const upper = code.toUpperCase();
  if (isCurrencyCode(upper)) return upper;
  throw callerError('UNKNOWN_CURRENCY', `${argument} must be one of ${currencyCodes.join(', ')}.`, argument);
}
