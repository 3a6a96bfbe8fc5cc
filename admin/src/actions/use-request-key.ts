import { useRef } from 'react';
import type { Refusal } from './use-action.ts';

/**
 * The key under which a request is sent. It stays while the answer is unknown, so that the server knows a repeat for
 * what it is; after an answer that was a no, the next request is another one.
 */
export function useRequestKey(): (last: Refusal | null) => string {
  const key = useRef(crypto.randomUUID());
  return (last) => {
    if (last && !last.isUnknown) key.current = crypto.randomUUID();
    return key.current;
  };
}
