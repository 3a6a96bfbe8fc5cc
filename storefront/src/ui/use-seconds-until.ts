import { useEffect, useState } from 'react';

function secondsUntil(moment: number | null, longest: number): number {
  if (moment === null) return 0;
  return Math.min(longest, Math.max(0, Math.ceil((moment - Date.now()) / 1000)));
}

/**
 * Whole seconds until a moment (milliseconds since 1970), counting down to 0. `longest` bounds it: a phone whose clock
 * is wrong must not make anybody wait for an hour.
 */
export function useSecondsUntil(moment: number | null, longest: number): number {
  const [seconds, setSeconds] = useState(() => secondsUntil(moment, longest));
  useEffect(() => {
    setSeconds(secondsUntil(moment, longest));
    const timer = setInterval(() => {
      const left = secondsUntil(moment, longest);
      setSeconds(left);
      if (left === 0) clearInterval(timer);
    }, 1000);
    return () => clearInterval(timer);
  }, [moment, longest]);
  return seconds;
}
