import { z } from 'zod';
import aliases from './data/aliases.json' with { type: 'json' };
import costIndex from './data/cost-index.json' with { type: 'json' };
import countries from './data/countries.json' with { type: 'json' };
import globalSet from './data/global.json' with { type: 'json' };
import networks from './data/networks.json' with { type: 'json' };
import ownPrices from './data/own-prices.json' with { type: 'json' };
import pricePoints from './data/price-points.json' with { type: 'json' };
import regions from './data/regions.json' with { type: 'json' };
import supply from './data/supply.json' with { type: 'json' };

const iso2 = z.string().regex(/^[A-Z]{2}$/);
const slug = z.string().regex(/^[a-z0-9-]+$/);
const count = z.int().nonnegative();

const pricePoint = z.object({
  destination: slug,
  iso2: iso2.nullable(),
  scope: z.enum(['country', 'region']),
  kind: z.enum(['sim', 'topup']),
  dataMb: z.int().positive().nullable(),
  days: z.int().positive(),
  unlimited: z.boolean(),
  voiceMinutes: count.nullable(),
  texts: count.nullable(),
  countriesCovered: z.int().positive(),
  retailUsd: z.number().positive(),
  supplierCostUsd: z.number().positive(),
  validFrom: z.literal('first-usage'),
  identityCheck: z.boolean(),
});

const network = z.object({
  name: z.string().min(2).max(100),
  generations: z.array(z.enum(['G3', 'G4', 'G5'])).min(1),
});

const ladderRule = z.object({ of: slug, indexPercent: z.int().positive() });

const seedData = z.object({
  pricePoints: z.array(pricePoint),
  countries: z.array(
    z.object({
      iso2,
      nameEn: z.string(),
      nameEs: z.string(),
      region: slug,
      lat: z.number().min(-90).max(90),
      lon: z.number().min(-180).max(180),
      /** The priced country whose ladder it takes when distance alone misleads. */
      neighbour: iso2.optional(),
    }),
  ),
  costGroups: z.array(
    z.object({ indexPercent: z.int().positive(), reason: z.string(), countries: z.array(iso2) }),
  ),
  networks: z.record(iso2, z.array(network).min(1).max(2)),
  aliases: z.record(
    iso2,
    z.object({ both: z.array(z.string()), en: z.array(z.string()), es: z.array(z.string()) }),
  ),
  regions: z.array(
    z.object({
      code: slug,
      nameEn: z.string(),
      nameEs: z.string(),
      /** What follows the number of countries: `countries of Europe`, `países de Europa`. */
      phraseEn: z.string(),
      phraseEs: z.string(),
      isGeographic: z.boolean(),
      carrier: z.string(),
      ladder: ladderRule.nullable(),
      countries: z.array(iso2),
    }),
  ),
  global: z.object({
    carrier: z.string(),
    ladder: ladderRule,
    coversRegions: z.array(slug),
    coversCountries: z.array(iso2),
  }),
  ownPrices: z.record(slug, z.record(z.string().regex(/^[A-Z]{3}$/), z.int().positive())),
  supply: z.object({
    stockThenOnDemand: z.record(slug, z.int().positive()),
    stock: z.record(slug, z.object({ stock: z.int().positive(), threshold: count })),
    soldOut: z.record(slug, z.object({ threshold: count })),
  }),
});

export type SeedData = z.infer<typeof seedData>;
export type PricePoint = z.infer<typeof pricePoint>;
export type SeedNetwork = z.infer<typeof network>;
export type LadderRule = z.infer<typeof ladderRule>;

/** The committed tables of `data/`, parsed. Throws a ZodError that names the row when one is malformed. */
export function readSeedData(): SeedData {
  return seedData.parse({
    pricePoints: pricePoints.rows,
    countries,
    costGroups: costIndex,
    networks,
    aliases,
    regions,
    global: globalSet,
    ownPrices,
    supply,
  });
}
