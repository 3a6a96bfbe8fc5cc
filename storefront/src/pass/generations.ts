import type { NetworkGeneration } from '../generated/graphql.ts';

export const GENERATION_NAMES = { G3: '3G', G4: '4G', G5: '5G' } as const;

type Coverage = ReadonlyArray<{ networks: ReadonlyArray<{ generations: readonly NetworkGeneration[] }> }>;

/** The fastest that any network of the coverage offers, as people say it; null when none is known. */
export function bestGeneration(coverage: Coverage): string | null {
  const all = coverage.flatMap(({ networks }) => networks.flatMap(({ generations }) => generations));
  const best = (['G5', 'G4', 'G3'] as const).find((generation) => all.includes(generation));
  return best ? GENERATION_NAMES[best] : null;
}
