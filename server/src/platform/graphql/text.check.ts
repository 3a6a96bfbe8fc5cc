import { GraphQLError } from 'graphql';

/** A NUL can stand in a document only as an escape of a string. */
const escapedNul = /\\u(?:0000|\{0+\})/;

/**
 * Refuses texts that PostgreSQL cannot hold. Checked once for all, because a NUL that gets through is an error of
 * the database at best.
 * @throws GraphQLError BAD_USER_INPUT
 */
export function assertStorable(query: string | undefined, variables: unknown): void {
  if (!escapedNul.test(query ?? '') && !holdsNul(variables)) return;
  throw new GraphQLError('A text holds the NUL character, which no text may have.', {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsNul);
}
