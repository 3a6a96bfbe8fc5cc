import { useEffect } from 'react';
import { replayEarlyInput } from './early-input.ts';

/** Stands last in what the browser takes over in one go: once that is done, it hears of what was done before. */
export function TakenOver(): null {
  useEffect(replayEarlyInput, []);
  return null;
}
