import { CombinedGraphQLErrors, ServerError, ServerParseError } from '@apollo/client';

/** Whether an answer came and told of a failure; false where none came, as without a line. */
export function isAnswered(error: unknown): boolean {
  return CombinedGraphQLErrors.is(error) || ServerError.is(error) || ServerParseError.is(error);
}
