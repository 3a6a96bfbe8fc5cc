/** Lower case, without accents, single spaces: how names are stored for searching and how a search is read. */
export const searchText = (...parts: readonly string[]): string =>
  parts
    .join(' ')
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();

/** Longer searches are cut: nothing is named at such length. */
const maxSearchLength = 100;

/** The words of a search, each to be found as written: `%` and `_` are letters like any other. */
export const searchWords = (search: string): string[] =>
  searchText(search.slice(0, maxSearchLength)).split(' ').filter(Boolean);
