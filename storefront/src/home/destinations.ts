import type { Amount } from '../format/money.ts';
import type { DestinationsQuery } from '../generated/graphql.ts';

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
  aliases: readonly string[];
  path: string;
  fromPrice: Amount | null;
  /** Countries to light on the map. */
  countryCodes: readonly string[];
};

/** The most places first; then, as typed, in the order of the server's names. */
export function toDestinations(
  countries: readonly HomeCountry[],
  regions: readonly HomeRegion[],
  global: HomeGlobal | null,
  globalName: string,
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
  return [...world, ...regions.map(fromRegion), ...countries.map(fromCountry)];
}

function fromRegion(region: HomeRegion): Destination {
  return {
    key: `region:${region.code}`,
    kind: 'region',
    name: region.name,
    code: region.code,
    aliases: [],
    path: regionPath(region.code),
    fromPrice: region.fromPrice,
    countryCodes: region.countries.map(({ iso2 }) => iso2),
  };
}

function fromCountry(country: HomeCountry): Destination {
  return {
    key: `country:${country.iso2}`,
    kind: 'country',
    name: country.name,
    code: country.iso2,
    aliases: country.aliases,
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
