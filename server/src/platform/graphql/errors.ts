import { GraphQLError } from 'graphql';

/** Codes of GraphQL errors, in `extensions.code`. docs/errors.md lists each with what to do. */
export const errorCodes = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'UNKNOWN_CURRENCY',
  'INVALID_CURSOR',
  'CURSOR_WITH_OFFSET',
  'PAGE_SIZE_OUT_OF_RANGE',
  'OFFSET_OUT_OF_RANGE',
  'NOT_FOUND',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'QUERY_TOO_COMPLEX',
  'RATE_LIMITED',
  'BAD_REQUEST',
  'ORIGIN_NOT_ALLOWED',
  'PAYLOAD_TOO_LARGE',
  'PERSISTED_QUERY_NOT_FOUND',
  'INTERNAL_SERVER_ERROR',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** An error of the caller's that no union tells of: it carries a stable code and, where it helps, the argument. */
export const callerError = (code: ErrorCode, message: string, argument?: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code, ...(argument ? { argument } : {}), ...httpStatus(code) } });

/** Whether an error says that a credential is no good, and not that something else went wrong. */
export const isUnauthenticated = (error: unknown): boolean =>
  error instanceof GraphQLError && error.extensions.code === ('UNAUTHENTICATED' satisfies ErrorCode);

const statuses: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  ORIGIN_NOT_ALLOWED: 403,
  RATE_LIMITED: 429,
};

/** Tells Apollo the HTTP status of an error that ends the whole operation; it is not part of the answer's body. */
export const httpStatus = (code: ErrorCode): { http?: { status: number } } => {
  const status = statuses[code];
  return status ? { http: { status } } : {};
};
