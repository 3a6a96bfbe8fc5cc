import { GraphQLError } from 'graphql';

/** A NUL can stand in a document only as an escape of a string. */
const escapedNul = /\\u(?:0000|\{0+\})/;
/** Levels of lists and objects in variables; the deepest input of the shop has a few. */
const maxVariableDepth = 64;

/**
 * Refuses texts that PostgreSQL cannot hold, and variables nested so deep that code which walks them would run out
 * of stack. Checked once for all, because a NUL that gets through is an error of the database at best.
 * @throws GraphQLError BAD_USER_INPUT
 */
export function assertStorable(query: string | undefined, variables: unknown): void {
  if (escapedNul.test(query ?? '')) throw badInput('A text holds the NUL character, which no text may have.');
  const waiting: { value: unknown; depth: number }[] = [{ value: variables, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, depth } = next;
    if (typeof value === 'string' && value.includes('\0'))
      throw badInput('A text holds the NUL character, which no text may have.');
    if (typeof value !== 'object' || value === null) continue;
    if (depth > maxVariableDepth) throw badInput(`Variables may have at most ${maxVariableDepth} levels.`);
    for (const inner of Object.values(value)) waiting.push({ value: inner, depth: depth + 1 });
  }
}

const badInput = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
