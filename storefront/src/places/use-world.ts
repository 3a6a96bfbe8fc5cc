import { useEffect, useState } from 'react';
import { loadWorld, type WorldMap } from './world.ts';

/** Null until the map is there; the page reads well without it. */
export function useWorld(): WorldMap | null {
  const [world, setWorld] = useState<WorldMap | null>(null);
  useEffect(() => {
    let isGone = false;
    // A map that does not come is missed by nobody: it is decoration.
    loadWorld().then(
      (loaded) => isGone || setWorld(loaded),
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, []);
  return world;
}
