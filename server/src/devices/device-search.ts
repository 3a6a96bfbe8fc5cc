import type { DeviceModel } from './device-model.ts';
import { deviceModels, popularModels } from './device-models.ts';

export const maxModelsShown = 20;
/** No phone has so long a name; what is longer is not looked for. */
const maxNameLength = 100;
/** Said beside a name without meaning another model. */
const idleWords = /\b(?:5g|4g|lte|dual|sim|esim|e-sim|phone|smartphone|\d+ ?(?:gb|tb))\b/g;
/** What makers put behind their codes: the market, `/DS` for two SIMs. */
const codeEnding = /^[A-Z0-9]{0,3}(?:\/[A-Z]+)?$/;

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replaceAll('+', ' plus ');
const compact = (text: string): string => plain(text).replace(/[^a-z0-9]/g, '');

/** Each way to write a model's name, without spaces and signs. A number alone (Xiaomi 13) names nothing. */
export function namesOf({ brand, model, aliases }: DeviceModel): string[] {
  const names = [model, model.replace(/^Galaxy /, ''), ...aliases];
  const all = names.flatMap((name) => [name, `${brand} ${name}`]).map(compact);
  return all.filter((name) => /[a-z]/.test(name) && name.length > 1);
}

const withoutIdleWords = (text: string): string => plain(text).replace(idleWords, ' ');

const byName = new Map(
  deviceModels.flatMap((device) => namesOf(device).map((name) => [name, device] as const)),
);
/** The same without words such as 5G; where another model is called just so, that one is meant. */
const byShortName = new Map(
  deviceModels.flatMap((device) =>
    namesOf({ ...device, model: withoutIdleWords(device.model), aliases: [] }).map(
      (name) => [name, device] as const,
    ),
  ),
);

const byCode = deviceModels.flatMap((device) =>
  device.codes.map((code) => ({ code: code.toUpperCase(), device })),
);

/**
 * Finds the one model a person or a phone means: by its name, however spaced and signed, with or without its
 * brand, or by its maker's code. Undefined when the list has none of that name: a near miss may be another phone.
 */
export function findModel(text: string): DeviceModel | undefined {
  if (text.length > maxNameLength) return undefined;
  const short = compact(withoutIdleWords(text));
  return byName.get(compact(text)) ?? findByCode(text) ?? byName.get(short) ?? byShortName.get(short);
}

/** The code as its maker writes it, `SM-S921B` of ` samsung sm-s921b/ds`. */
export const readCode = (text: string): string => text.trim().toUpperCase().split(/\s+/).at(-1) ?? '';

function findByCode(text: string): DeviceModel | undefined {
  const code = readCode(text);
  const found = byCode.filter(
    (known) => code.startsWith(known.code) && codeEnding.test(code.slice(known.code.length)),
  );
  return found.sort((a, b) => b.code.length - a.code.length)[0]?.device;
}

/** Models whose brand, name or codes hold each word of the search; the popular ones when it is blank. At most 20. */
export function searchModels(search: string): readonly DeviceModel[] {
  const words = plain(search.slice(0, maxNameLength))
    .split(/[\s,;]+/)
    .filter(Boolean);
  if (words.length === 0) return popularModels.slice(0, maxModelsShown);
  const exact = findModel(search);
  const found = deviceModels.filter((device) => device !== exact && hasWords(device, words));
  return (exact ? [exact, ...found] : found).slice(0, maxModelsShown);
}

function hasWords(device: DeviceModel, words: readonly string[]): boolean {
  const text = plain([device.brand, device.model, ...device.aliases, ...device.codes].join(' '));
  const dense = compact(text);
  return words.every(
    (word) => text.includes(word) || (compact(word) !== '' && dense.includes(compact(word))),
  );
}
