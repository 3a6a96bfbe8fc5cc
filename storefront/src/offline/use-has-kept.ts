import { useEffect, useState } from 'react';
import { readEsims } from './saved-esims.ts';

/** Whether this device keeps eSIMs that can be looked at while the shop cannot be reached. */
export function useHasKept(): boolean {
  const [hasKept, setKept] = useState(false);
  useEffect(() => {
    let isGone = false;
    readEsims()
      .then((saved) => isGone || setKept(saved !== null))
      .catch(() => undefined);
    return () => {
      isGone = true;
    };
  }, []);
  return hasKept;
}
