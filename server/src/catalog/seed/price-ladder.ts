import type { PricePoint } from './seed-data.ts';

/** One rung of a place's ladder: what is sold, for how long, at what price and cost in US cents. */
export type LadderStep = {
  dataMb: number | null;
  validityDays: number;
  voiceMinutes: number | null;
  texts: number | null;
  priceUsdMinor: number;
  supplierCostUsdMinor: number;
  topUpAvailable: boolean;
  identityCheck: boolean;
};

type Place = { lat: number; lon: number };

/** Up to this index a destination has enough demand and supply for week plans and unlimited days. */
const widestLadderIndex = 160;

/** A week of the same data costs this share of its 30-day price. */
const weekSharePercent = 90;
const weekSizesMb: readonly number[] = [3 * 1024, 5 * 1024];

/** What other lengths cost, as a share of the real ten-day unlimited price. */
const unlimitedShares = [
  { days: 5, percent: 60 },
  { days: 10, percent: 100 },
  { days: 15, percent: 145 },
  { days: 30, percent: 240 },
] as const;

/** The plans a place really has, shortest and smallest first; top-ups only say whether a plan can be topped up. */
export function realLadder(rows: readonly PricePoint[], destination: string): LadderStep[] {
  const here = rows.filter((row) => row.destination === destination);
  const topUps = new Set(here.filter((row) => row.kind === 'topup').map(sizeKey));
  return here
    .filter((row) => row.kind === 'sim')
    .map((row) => ({
      dataMb: row.unlimited ? null : row.dataMb,
      validityDays: row.days,
      voiceMinutes: row.voiceMinutes,
      texts: row.texts,
      priceUsdMinor: Math.round(row.retailUsd * 100),
      supplierCostUsdMinor: Math.round(row.supplierCostUsd * 100),
      topUpAvailable: topUps.has(sizeKey(row)),
      identityCheck: row.identityCheck,
    }))
    .sort(bySize);
}

/**
 * A ladder at another cost level: prices to the nearest half dollar (half up), costs to the cent, never a price
 * under its cost. Calls and texts stay behind, because a phone number belongs to one country.
 */
export function scaledLadder(ladder: readonly LadderStep[], indexPercent: number): LadderStep[] {
  return ladder.filter((step) => step.voiceMinutes === null).map((step) => scaledStep(step, indexPercent));
}

/**
 * The ladder of a country without prices of its own: its neighbour's data plans at its own cost index, and, up to
 * an index of 160, a week of 3 and 5 GB and unlimited plans of 5, 10, 15 and 30 days.
 */
export function derivedCountryLadder(
  neighbour: readonly LadderStep[],
  unlimitedTenDays: LadderStep,
  indexPercent: number,
): LadderStep[] {
  const base = scaledLadder(
    neighbour.filter((step) => step.dataMb !== null),
    indexPercent,
  );
  if (indexPercent > widestLadderIndex) return base;
  const unlimited = unlimitedShares.map(({ days, percent }) => ({
    ...scaledStep(unlimitedTenDays, (indexPercent * percent) / 100),
    validityDays: days,
    topUpAvailable: false,
  }));
  return [...base, ...weekSteps(base), ...unlimited].sort(bySize);
}

/** The place of `candidates` nearest to `from` along the great circle; a tie goes to the first one. */
export function nearestPlace<T extends Place>(from: Place, candidates: readonly T[]): T {
  const [first, ...rest] = candidates;
  if (first === undefined) throw new RangeError('no candidate to be near to');
  return rest.reduce((best, next) => (distance(from, next) < distance(from, best) ? next : best), first);
}

function weekSteps(base: readonly LadderStep[]): LadderStep[] {
  return base
    .filter((step) => step.dataMb !== null && step.validityDays === 30 && weekSizesMb.includes(step.dataMb))
    .map((step) => {
      const smaller = base.filter((other) => (other.dataMb ?? 0) < (step.dataMb ?? 0));
      const floor = Math.max(0, ...smaller.map((other) => other.priceUsdMinor));
      const week = scaledStep(step, weekSharePercent);
      // A week of 3 GB never undercuts 2 GB: more data must not cost less.
      const priceUsdMinor = Math.max(week.priceUsdMinor, floor);
      return { ...week, priceUsdMinor, validityDays: 7, topUpAvailable: false };
    });
}

function scaledStep(step: LadderStep, percent: number): LadderStep {
  const supplierCostUsdMinor = Math.round((step.supplierCostUsdMinor * percent) / 100);
  const rounded = Math.round((step.priceUsdMinor * percent) / 5000) * 50;
  const notUnderCost = Math.ceil(supplierCostUsdMinor / 50) * 50;
  return { ...step, supplierCostUsdMinor, priceUsdMinor: Math.max(rounded, notUnderCost) };
}

function bySize(a: LadderStep, b: LadderStep): number {
  return (
    (a.voiceMinutes ?? 0) - (b.voiceMinutes ?? 0) ||
    (a.dataMb ?? Number.MAX_SAFE_INTEGER) - (b.dataMb ?? Number.MAX_SAFE_INTEGER) ||
    a.validityDays - b.validityDays
  );
}

function sizeKey(row: PricePoint): string {
  return [row.dataMb, row.days, row.unlimited, row.voiceMinutes, row.texts].join('/');
}

/** Central angle in radians (haversine); the radius of the Earth does not change an order. */
function distance(a: Place, b: Place): number {
  const radians = Math.PI / 180;
  const dLat = (b.lat - a.lat) * radians;
  const dLon = (b.lon - a.lon) * radians;
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * Math.sin(dLon / 2) ** 2;
  return 2 * Math.asin(Math.min(1, Math.sqrt(h)));
}
