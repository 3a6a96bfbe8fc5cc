import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema, getOperationAST, Kind } from 'graphql';
import type { Logger } from '../logging/logger.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Limits } from '../security/limits.ts';
import type { AuthCheck } from './auth.check.ts';
import type { Executor } from './executor.ts';
import type { GraphQLContext } from './graphql-context.ts';
import type { KnownOperations } from './known-operations.ts';
import { OperationLimits } from './operation-limits.ts';
import { StaffWriteLimit } from './staff-write.limit.ts';
import { assertStorable } from './text.check.ts';

interface ApolloParts {
  schema: GraphQLSchema;
  executor: Executor;
  authCheck: AuthCheck;
  limits: Limits;
  known: KnownOperations;
  log: Logger;
  metrics: Pick<Metrics, 'operation' | 'graphqlError'>;
}

/** A document has at most this many tokens; the storefront's largest has about 600. */
const maxTokens = 4_000;

/** The one Apollo Server. It is given a compiled executor through its gateway port, and checks @auth first. */
export function createApolloServer(parts: ApolloParts): ApolloServer<GraphQLContext> {
  const { schema, authCheck, limits, known, log, metrics } = parts;
  const executor = timed(parts.executor, metrics);
  return new ApolloServer<GraphQLContext>({
    gateway: {
      onSchemaLoadOrUpdate: (callback) => {
        callback({ apiSchema: schema, coreSupergraphSdl: '' });
        return () => {};
      },
      load: async () => ({
        executor: ({ document, operationName, request, queryHash, context }) =>
          executor(
            { document, operationName, variables: request.variables, queryHash },
            context as GraphQLContext,
          ),
      }),
      stop: async () => {},
    },
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens },
    persistedQueries: { cache: hashesOf(known) },
    plugins: [
      admissionPlugin(authCheck, new OperationLimits(schema), new StaffWriteLimit(authCheck, limits)),
      faultLogPlugin(log),
      // The usual landing page loads scripts from elsewhere, which our own security policy forbids.
      ApolloServerPluginLandingPageDisabled(),
      // Nothing is cached by hints, and collecting them would wrap every field's resolver.
      ApolloServerPluginCacheControlDisabled(),
    ],
    formatError: (formatted, error) => {
      const told = toPublicError(formatted, error);
      metrics.graphqlError(told.extensions?.code);
      return told;
    },
    logger: {
      debug: (message) => log.debug(message),
      info: (message) => log.debug(message),
      warn: (message) => log.warn(message),
      error: (message) => log.error(message),
    },
  });
}

/**
 * Our apps' operations for Apollo's protocol of persisted queries
 * (https://www.apollographql.com/docs/apollo-server/performance/apq). Those of others are not kept: a client that
 * sends a hash of its own is asked for the text.
 */
const hashesOf = (known: KnownOperations) => ({
  get: async (key: string) => known.textOf(key.replace(/^apq:/, '')),
  set: async () => {},
  delete: async () => {},
});

/**
 * What is refused before any of it runs: fields the caller may not read, texts nobody can store, answers too large to
 * hold, more writes of staff than one person makes.
 */
const admissionPlugin = (
  authCheck: AuthCheck,
  limits: OperationLimits,
  staffWrites: StaffWriteLimit,
): ApolloServerPlugin<GraphQLContext> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, operation, contextValue, request }) => {
      // Without one the document named several operations and chose none, which Apollo refuses itself.
      if (!operation) return;
      authCheck.assertAllowed(document, operation, contextValue.actor);
      assertStorable(request.query, request.variables);
      limits.assertWithin(document, operation, request.variables);
      await staffWrites.assertWithin(contextValue, document, operation);
    },
  }),
});

/** Times each operation by its kind and its first field, of which the schema has a fixed number. */
function timed(executor: Executor, metrics: Pick<Metrics, 'operation'>): Executor {
  return async (operation, ctx) => {
    const started = performance.now();
    try {
      return await executor(operation, ctx);
    } finally {
      const found = getOperationAST(operation.document, operation.operationName);
      const first = found?.selectionSet.selections[0];
      const field = first?.kind === Kind.FIELD ? first.name.value : 'fragment';
      metrics.operation(found?.operation ?? 'none', field, performance.now() - started);
    }
  };
}

/** Faults of ours are logged in full, with the id of the request they happened in. */
const faultLogPlugin = (log: Logger): ApolloServerPlugin<GraphQLContext> => ({
  // Before there is a context: the route knows the request's id and has logged it.
  unexpectedErrorProcessingRequest: async ({ error }) => log.error({ error }, 'request_failed'),
  requestDidStart: async () => ({
    didEncounterErrors: async ({ errors, contextValue }) => {
      for (const error of errors) logFault(error, contextValue.log);
    },
  }),
});

/** Logs an error that is not the caller's. */
export function logFault(error: unknown, log: Logger): void {
  const path = error instanceof GraphQLError ? error.path : undefined;
  if (!isCallers(error)) log.error({ error: originalOf(error), path }, 'request_failed');
}

const originalOf = (error: unknown): unknown =>
  error instanceof GraphQLError ? (error.originalError ?? error) : error;

/** Whether an error tells its caller of their own mistake, by a code of ours or of graphql-js's. */
function isCallers(error: unknown, code: unknown = codeOf(error)): boolean {
  const isOurs = originalOf(error) instanceof GraphQLError;
  return isOurs && typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR';
}

const codeOf = (error: unknown): unknown =>
  error instanceof GraphQLError ? error.extensions.code : undefined;

/** The parser says it in V8's words when levels without end leave it no room. */
const publicMessage = (message: string): string =>
  message === 'Maximum call stack size exceeded' ? 'The document is nested too deeply to be read.' : message;

/**
 * What of an error leaves the server. The caller's own errors keep their message and code; anything else is
 * answered as INTERNAL_SERVER_ERROR, without its message. It logs nothing.
 */
export function toPublicError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  if (isCallers(error, formatted.extensions?.code)) {
    const { stacktrace: _stacktrace, http: _http, ...extensions } = formatted.extensions ?? {};
    return { ...formatted, message: publicMessage(formatted.message), extensions };
  }
  return {
    message: 'Something went wrong on our side. Nothing was lost; please try again.',
    ...(formatted.path ? { path: formatted.path } : {}),
    ...(formatted.locations ? { locations: formatted.locations } : {}),
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  };
}
