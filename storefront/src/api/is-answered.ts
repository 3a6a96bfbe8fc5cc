import { CombinedGraphQLErrors, ServerError, ServerParseError } from '@apollo/client';

/** Whether an answer came and told of a failure; false where none came, as without a line. */
export function isAnswered(error: unknown): boolean {
  return CombinedGraphQLErrors.is(error) || ServerError.is(error) || ServerParseError.is(error);
}

/** Whether the shop failed and not the line. Without an error an answer came, and said nothing. */
export function isOurs(error?: unknown): boolean {
  return error === undefined || isAnswered(error);
}
