import type { Locale } from '../../platform/request-context.ts';
import type { LadderStep } from './price-ladder.ts';

/** The place a plan is sold for, as its texts and codes need it. */
export type PlanPlace = Record<Locale, PlaceText> & {
  slug: string;
  /** The middle part of the supplier's code: `ES`, `EUROPE`, `GLOBAL`. */
  skuPart: string;
};

type PlaceText = {
  name: string;
  /** How the description names it: `in Spain`, `en 42 países de Europa`. */
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

/**
 * Spanish names that take an article in a sentence. Where Spanish leaves it to the writer, the commoner form stands:
 * `en las Bahamas`, but `en Estados Unidos`, `en Filipinas`.
 */
const spanishArticles = new Map(
  Object.entries({
    el: ['CG', 'GB', 'LB'],
    la: ['CD', 'CF', 'DO', 'GF', 'IM', 'IN', 'PF', 'VA'],
    los: ['AE', 'NL'],
    las: ['AX', 'BM', 'BS', 'CK', 'FK', 'FO', 'KM', 'KY', 'MP', 'MV', 'SB', 'TC', 'VG', 'VI'],
  }).flatMap(([article, codes]) => codes.map((iso2): [string, string] => [iso2, article])),
);

/** `in Spain`, `in the United States`. */
export function inCountry(iso2: string, nameEn: string): string {
  return namesWithThe.has(iso2) ? `in the ${nameEn}` : `in ${nameEn}`;
}

/** `en España`, `en los Países Bajos`. */
export function inCountryEs(iso2: string, nameEs: string): string {
  const article = spanishArticles.get(iso2);
  return article === undefined ? `en ${nameEs}` : `en ${article} ${nameEs}`;
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

/** What the texts are made of; sizes are written alike in both languages. */
const words = {
  en: {
    unlimited: 'unlimited',
    unlimitedData: 'Unlimited data',
    withCalls: ' with calls',
    days: (days: number) => `${days} days`,
    voice: (minutes: number, texts: number) => `, ${minutes} minutes and ${texts} texts`,
    lasting: 'for',
    fromInstall: 'from installation',
    fromFirstUse: 'from first use',
  },
  es: {
    unlimited: 'ilimitado',
    unlimitedData: 'Datos ilimitados',
    withCalls: ' con llamadas',
    days: (days: number) => `${days} días`,
    voice: (minutes: number, texts: number) => `, ${minutes} minutos y ${texts} SMS`,
    lasting: 'durante',
    fromInstall: 'desde la instalación',
    fromFirstUse: 'desde el primer uso',
  },
} as const satisfies Record<Locale, object>;

/** `Spain 5 GB`, `España 5 GB`; the days join it where the place sells the same size for another time too. */
export function planName(
  locale: Locale,
  place: PlanPlace,
  step: LadderStep,
  ladder: readonly LadderStep[],
): string {
  const say = words[locale];
  const twins = ladder.filter(
    (other) => other.dataMb === step.dataMb && other.voiceMinutes === step.voiceMinutes,
  );
  const data = step.dataMb === null ? say.unlimited : dataText(step.dataMb);
  const calls = step.voiceMinutes === null ? '' : say.withCalls;
  const days = step.dataMb === null || twins.length > 1 ? `, ${say.days(step.validityDays)}` : '';
  return `${place[locale].name} ${data}${calls}${days}`;
}

/** One factual sentence; the plan's other facts stand in fields of their own. */
export function planDescription(
  locale: Locale,
  place: PlanPlace,
  step: LadderStep,
  fromInstall: boolean,
): string {
  const say = words[locale];
  const data = step.dataMb === null ? say.unlimitedData : dataText(step.dataMb);
  const voice = step.voiceMinutes === null ? '' : say.voice(step.voiceMinutes, step.texts ?? 0);
  const since = fromInstall ? say.fromInstall : say.fromFirstUse;
  return `${data}${voice} ${place[locale].phrase} ${say.lasting} ${say.days(step.validityDays)} ${since}.`;
}

function codeParts(step: LadderStep): string[] {
  const data = step.dataMb === null ? 'unlimited' : dataText(step.dataMb).replace(' ', '').toLowerCase();
  const voice = step.voiceMinutes === null ? [] : [`${step.voiceMinutes}min`, `${step.texts ?? 0}sms`];
  return [data, ...voice, `${step.validityDays}d`];
}

function dataText(dataMb: number): string {
  return dataMb % 1024 === 0 ? `${dataMb / 1024} GB` : `${dataMb} MB`;
}
