import { CombinedGraphQLErrors } from '@apollo/client';

/** What went wrong with a request, as the desk needs to know it. */
export class RequestProblem extends Error {
  override readonly name = 'RequestProblem';
  /** The server's stable code, NOT_FOUND for a record that is none, or NETWORK when no answer came. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Any failure of the Apollo client as a RequestProblem. The server's message is for people and is kept. */
export function toRequestProblem(error: unknown): RequestProblem {
  if (error instanceof RequestProblem) return error;
  if (CombinedGraphQLErrors.is(error)) {
    const first = error.errors[0];
    const code = first?.extensions?.code;
    return new RequestProblem(
      typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR',
      first?.message ?? '',
    );
  }
  return new RequestProblem('NETWORK', error instanceof Error ? error.message : '');
}

export const isUnauthenticated = (error: unknown): boolean =>
  toRequestProblem(error).code === 'UNAUTHENTICATED';
