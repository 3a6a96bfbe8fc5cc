import { useCallback } from 'react';
import { useSay } from '../i18n/use-say.ts';

/** Why orders wait for a person, as far as this desk knows them. */
export const knownHolds = [
  'AMOUNT_MISMATCH',
  'REFUND_FAILED',
  'SUPPLIER_UNKNOWN',
  'SUPPLIER_REFUSED',
  'SUPPLIER_UNREACHABLE',
  'DISPUTED',
] as const;

/** A hold in words; one that the server has and this desk does not know, by its code. */
export function useHoldText(): (hold: string) => string {
  const say = useSay();
  return useCallback(
    (hold) => {
      const known = knownHolds.find((code) => code === hold);
      return known ? say(`orders.holds.${known}`) : say('orders.holdOther', { code: hold });
    },
    [say],
  );
}
