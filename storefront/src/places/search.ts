import { isMistyped } from './typing-errors.ts';

/** Lower case without accents: "Côte d'Ivoire" and "cote d ivoire" meet. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

export type Searchable = { name: string; aliases: readonly string[]; code: string };

const BEGINNING = 0;
const WORD = 1;
const INSIDE = 2;
const ALIAS = 3;

/**
 * Places whose name, code or other names contain the words typed, best first: names that begin with them, then a word
 * of the name, then anywhere, then other names and cities. When nothing is called so, what may have been meant. Nothing
 * typed: all, as they came.
 */
export function searchPlaces<Place extends Searchable>(places: readonly Place[], typed: string): Place[] {
  const wanted = fold(typed);
  if (typed.trim() === '') return [...places];
  if (wanted === '') return [];
  const found = places
    .map((place, order) => ({ place, order, rank: rank(place, wanted) }))
    .filter((match): match is typeof match & { rank: number } => match.rank !== null)
    .toSorted((a, b) => a.rank - b.rank || a.order - b.order)
    .map(({ place }) => place);
  return found.length > 0 ? found : places.filter((place) => isMeant(place, wanted.split(' ')));
}

/** Whether each word typed is a word of the place, or one mistyped. */
function isMeant({ name, aliases }: Searchable, words: readonly string[]): boolean {
  const known = [name, ...aliases].flatMap((text) => fold(text).split(' '));
  return words.every((word) => known.some((other) => other === word || isMistyped(word, other)));
}

function rank({ name, aliases, code }: Searchable, wanted: string): number | null {
  const folded = fold(name);
  if (folded.startsWith(wanted) || fold(code) === wanted) return BEGINNING;
  if (folded.includes(` ${wanted}`)) return WORD;
  if (aliases.some((alias) => fold(alias).startsWith(wanted))) return ALIAS;
  return wanted.length > 2 && folded.includes(wanted) ? INSIDE : null;
}
