import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { Logger } from '../logging/logger.ts';
import type { Limits } from '../security/limits.ts';
import type { AuthCheck } from './auth.check.ts';
import type { Executor } from './executor.ts';
import type { GraphQLContext } from './graphql-context.ts';
import { OperationLimits } from './operation-limits.ts';
import { StaffWriteLimit } from './staff-write.limit.ts';
import { assertStorable } from './text.check.ts';

interface ApolloParts {
  schema: GraphQLSchema;
  executor: Executor;
  authCheck: AuthCheck;
  limits: Limits;
  log: Logger;
}

/** A document has at most this many tokens; the storefront's largest has about 600. */
const maxTokens = 4_000;

/** The one Apollo Server. It is given a compiled executor through its gateway port, and checks @auth first. */
export function createApolloServer(parts: ApolloParts): ApolloServer<GraphQLContext> {
  const { schema, executor, authCheck, limits, log } = parts;
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
    plugins: [
      admissionPlugin(authCheck, new OperationLimits(schema), new StaffWriteLimit(authCheck, limits)),
      { unexpectedErrorProcessingRequest: async ({ error }) => log.error({ error }, 'request_failed') },
      // The usual landing page loads scripts from elsewhere, which our own security policy forbids.
      ApolloServerPluginLandingPageDisabled(),
      // Nothing is cached by hints, and collecting them would wrap every field's resolver.
      ApolloServerPluginCacheControlDisabled(),
    ],
    formatError: (formatted, error) => toPublicError(formatted, error, log),
    logger: {
      debug: (message) => log.debug(message),
      info: (message) => log.debug(message),
      warn: (message) => log.warn(message),
      error: (message) => log.error(message),
    },
  });
}

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

/**
 * What of an error leaves the server. The caller's own errors keep their message and code; anything else
 * is logged in full and answered as INTERNAL_SERVER_ERROR, without its message.
 */
export function toPublicError(
  formatted: GraphQLFormattedError,
  error: unknown,
  log: Logger,
): GraphQLFormattedError {
  const original = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  const code = formatted.extensions?.code;
  const isCallers =
    original instanceof GraphQLError && typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR';
  if (isCallers) {
    const { stacktrace: _stacktrace, http: _http, ...extensions } = formatted.extensions ?? {};
    return { ...formatted, extensions };
  }
  log.error({ error: original, path: formatted.path }, 'request_failed');
  return {
    message: 'Something went wrong on our side. Nothing was lost; please try again.',
    ...(formatted.path ? { path: formatted.path } : {}),
    ...(formatted.locations ? { locations: formatted.locations } : {}),
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  };
}
