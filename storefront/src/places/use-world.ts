import { startTransition, useEffect, useState } from 'react';
import { loadWorld, type WorldMap } from './world.ts';

const WAIT_MS = 300;

/** Null until the map is there; the page reads well without it. */
export function useWorld(): WorldMap | null {
  const [world, setWorld] = useState<WorldMap | null>(null);
  useEffect(() => {
    let isGone = false;
    const load = () => {
      // A map that does not come is missed by nobody: it is decoration.
      loadWorld().then(
        (loaded) => isGone || startTransition(() => setWorld(loaded)),
        () => undefined,
      );
    };
    const cancel = whenIdle(load);
    return () => {
      isGone = true;
      cancel();
    };
  }, []);
  return world;
}

/** Calls once the browser has nothing better to do; returns how to call it off. Safari does not tell, so it waits. */
function whenIdle(call: () => void): () => void {
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(call, WAIT_MS);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(call, { timeout: WAIT_MS * 10 });
  return () => cancelIdleCallback(handle);
}
