/*
 * The server's search forgives the same errors (server/src/catalog/typing-errors.ts); here as well, so that the list
 * answers each letter without waiting for a line.
 */
const SHORTEST = 4;
const SURE_WITH = 8;

/**
 * Whether someone who typed this may well have meant the word: a letter left out, added, changed or swapped with its
 * neighbour, two in a long word, and the rest of the word still to come. Both folded.
 */
export function isMistyped(typed: string, word: string): boolean {
  if (typed.length < SHORTEST || word.length < SHORTEST) return false;
  if (typed[0] !== word[0] && typed[0] !== word[1]) return false;
  const most = typed.length < SURE_WITH ? 1 : 2;
  if (typed.length === SHORTEST) {
    // Of two words of four letters that differ in one, each is often a name of its own: Iran, Iraq.
    const isSame = word.length === SHORTEST && [...typed].sort().join() !== [...word].sort().join();
    return !isSame && errorsIn(typed, word) <= 1;
  }
  const lengths = Array.from({ length: most * 2 + 1 }, (_, index) => typed.length - most + index);
  return [word, ...lengths.map((length) => word.slice(0, length))].some(
    (meant) => Math.abs(meant.length - typed.length) <= most && errorsIn(typed, meant) <= most,
  );
}

/** Letters left out, added, changed, or swapped with the next (optimal string alignment). */
function errorsIn(typed: string, word: string): number {
  const rows = [Array.from({ length: word.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= typed.length; row += 1) {
    const line = [row];
    rows.push(line);
    for (let column = 1; column <= word.length; column += 1) {
      const change = typed[row - 1] === word[column - 1] ? 0 : 1;
      const swapped = typed[row - 1] === word[column - 2] && typed[row - 2] === word[column - 1];
      line[column] = Math.min(
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        at(row - 1, column - 1) + change,
        swapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
  }
  return at(typed.length, word.length);
}
