import type { LadderStep } from './price-ladder.ts';

/** The place a plan is sold for, as its texts and codes need it. */
export type PlanPlace = {
  name: string;
  slug: string;
  /** The middle part of the supplier's code: `ES`, `EUROPE`, `GLOBAL`. */
  skuPart: string;
  /** How the description names it: `in Spain`, `in 42 countries of Europe`. */
  phrase: string;
};

/** What every unlimited plan promises; one text, because the real data names no other. */
export const unlimitedFairUse = {
  en: 'Full speed for the first 2 GB of each day, then up to 1 Mbps until the day ends.',
  es: 'Velocidad máxima en los primeros 2 GB de cada día; después, hasta 1 Mbps hasta que termine el día.',
} as const;

/** English says "the" before these names in a sentence. */
const namesWithThe = new Set([
  ...['AE', 'BS', 'CF', 'CK', 'DO', 'FK', 'FO', 'GB', 'GM', 'KM', 'KY', 'MP', 'MV', 'NL', 'PH', 'SB', 'SC'],
  ...['TC', 'US', 'VG', 'VI', 'AX', 'CD'],
]);

/** `in Spain`, `in the United States`. */
export function inCountry(iso2: string, nameEn: string): string {
  return namesWithThe.has(iso2) ? `in the ${nameEn}` : `in ${nameEn}`;
}

/** A name as it stands in an address: lower case, no accents, words joined by hyphens. */
export function slugOf(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{Mark}/gu, '');
  return plain
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** `spain-5gb-30d`, `spain-unlimited-10d`, `united-states-1gb-20min-10sms-7d`. */
export function planSlug(place: PlanPlace, step: LadderStep): string {
  return [place.slug, ...codeParts(step)].join('-');
}

/** The supplier's code of a plan: `CY-ES-5GB-30D`. */
export function planSku(place: PlanPlace, step: LadderStep): string {
  return ['CY', place.skuPart, ...codeParts(step)].join('-').toUpperCase();
}

/** `Spain 5 GB`; the days join it where the place sells the same size for another time too. */
export function planName(place: PlanPlace, step: LadderStep, ladder: readonly LadderStep[]): string {
  const twins = ladder.filter(
    (other) => other.dataMb === step.dataMb && other.voiceMinutes === step.voiceMinutes,
  );
  const days = step.dataMb === null || twins.length > 1 ? `, ${step.validityDays} days` : '';
  const calls = step.voiceMinutes === null ? '' : ' with calls';
  return `${place.name} ${step.dataMb === null ? 'unlimited' : dataText(step.dataMb)}${calls}${days}`;
}

/** One factual sentence; the plan's other facts stand in fields of their own. */
export function planDescription(place: PlanPlace, step: LadderStep, fromInstall: boolean): string {
  const data = step.dataMb === null ? 'Unlimited data' : dataText(step.dataMb);
  const voice =
    step.voiceMinutes === null ? '' : `, ${step.voiceMinutes} minutes and ${step.texts ?? 0} texts`;
  const since = fromInstall ? 'installation' : 'first use';
  return `${data}${voice} ${place.phrase} for ${step.validityDays} days from ${since}.`;
}

function codeParts(step: LadderStep): string[] {
  const data = step.dataMb === null ? 'unlimited' : dataText(step.dataMb).replace(' ', '').toLowerCase();
  const voice = step.voiceMinutes === null ? [] : [`${step.voiceMinutes}min`, `${step.texts ?? 0}sms`];
  return [data, ...voice, `${step.validityDays}d`];
}

function dataText(dataMb: number): string {
  return dataMb % 1024 === 0 ? `${dataMb / 1024} GB` : `${dataMb} MB`;
}
