import { useSyncExternalStore } from 'react';

const never = () => () => undefined;

/** False where the server draws the page and while the browser takes it over; then true. */
export function useIsMounted(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
