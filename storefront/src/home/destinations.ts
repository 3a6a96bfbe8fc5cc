import type { Amount } from '../format/money.ts';
import type { DestinationsQuery, OtherNamesQuery } from '../generated/graphql.ts';

export type HomeCountry = DestinationsQuery['countries'][number];
export type HomeRegion = DestinationsQuery['regions'][number];
export type HomeGlobal = DestinationsQuery['global'];

/** What the search offers: countries, regions and the world alike. */
export type Destination = {
  key: string;
  kind: 'country' | 'region' | 'global';
  name: string;
  /** ISO code of a country, code of a region. */
  code: string;
  /** In other languages, and cities. */
  aliases: readonly string[];
  path: string;
  fromPrice: Amount | null;
  /** Countries to light on the map. */
  countryCodes: readonly string[];
};

/** What places are called in other languages, and their cities, by code. */
export type OtherNames = ReadonlyMap<string, readonly string[]>;

export function toOtherNames({ countries, regions }: OtherNamesQuery): OtherNames {
  return new Map([
    ...countries.map(({ iso2, en, es, aliases }) => [iso2, [en, es, ...aliases]] as const),
    ...regions.map(({ code, en, es }) => [code, [en, es]] as const),
  ]);
}

/** The most places first; then, as typed, in the order of the server's names. */
export function toDestinations(
  countries: readonly HomeCountry[],
  regions: readonly HomeRegion[],
  global: HomeGlobal | null,
  globalName: string,
  otherNames: OtherNames,
): Destination[] {
  const world: Destination[] =
    global && global.totalCount > 0
      ? [
          {
            key: 'global',
            kind: 'global',
            name: globalName,
            code: 'global',
            aliases: ['world', 'mundo'],
            path: '/global',
            fromPrice: global.nodes[0]?.price ?? null,
            countryCodes: countries.map(({ iso2 }) => iso2),
          },
        ]
      : [];
  return [
    ...world,
    ...regions.map((region) => fromRegion(region, otherNames)),
    ...countries.map((country) => fromCountry(country, otherNames)),
  ];
}

function fromRegion(region: HomeRegion, otherNames: OtherNames): Destination {
  return {
    key: `region:${region.code}`,
    kind: 'region',
    name: region.name,
    code: region.code,
    aliases: otherNames.get(region.code) ?? [],
    path: regionPath(region.code),
    fromPrice: region.fromPrice,
    countryCodes: region.countryCodes,
  };
}

function fromCountry(country: HomeCountry, otherNames: OtherNames): Destination {
  return {
    key: `country:${country.iso2}`,
    kind: 'country',
    name: country.name,
    code: country.iso2,
    aliases: otherNames.get(country.iso2) ?? [],
    path: countryPath(country.iso2),
    fromPrice: country.fromPrice,
    countryCodes: [country.iso2],
  };
}

export function countryPath(iso2: string): string {
  return `/esim/${iso2.toLowerCase()}`;
}

export function regionPath(code: string): string {
  return `/region/${encodeURIComponent(code.toLowerCase())}`;
}
