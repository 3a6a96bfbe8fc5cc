import { SitePathsDocument } from '../generated/graphql.ts';
import { countryPath, regionPath } from '../home/destinations.ts';
import { OPEN_PATHS } from '../routes.tsx';
import { createDrawingClient } from './drawing-client.ts';

/** The paths that search engines should know, without their language: pages that every shop has, and what is sold. */
export async function sitePaths(ask: typeof fetch): Promise<string[]> {
  const { data } = await createDrawingClient('en', ask).query({ query: SitePathsDocument });
  if (!data) throw new Error('The catalogue did not answer');
  return [
    ...OPEN_PATHS,
    ...data.regions.filter(({ isSold }) => isSold).map(({ code }) => regionPath(code)),
    ...data.countries.filter(({ planCount }) => planCount > 0).map(({ iso2 }) => countryPath(iso2)),
  ];
}
