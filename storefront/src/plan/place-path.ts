import { countryPath, regionPath } from '../home/destinations.ts';
import type { PlanDetail } from './plan.page.tsx';

/** The page of the place that a plan is for. */
export function placePath({ country, region }: PlanDetail): string {
  if (country) return countryPath(country.iso2);
  return region ? regionPath(region.code) : '/global';
}
