import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import {
  type ExecutionArgs,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  OperationTypeNode,
  parse,
  subscribe,
  validate,
} from 'graphql';
import { CloseCode } from 'graphql-ws';
import { useServer as serveGraphQL } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Logger } from '../logging/logger.ts';
import { type RequestContext, requestIdPattern } from '../request-context.ts';
import { logFault, toPublicError } from './apollo.ts';
import type { AuthCheck } from './auth.check.ts';
import { callerError, isUnauthenticated } from './errors.ts';
import { coerceVariables } from './executor.ts';
import type { KnownOperations } from './known-operations.ts';
import { OperationLimits } from './operation-limits.ts';
import { assertStorable } from './text.check.ts';

export interface SocketConnection {
  /** Of the upgrade, and so of every line about this socket. */
  requestId: string;
  headers: Record<string, string | string[] | undefined>;
  remoteAddress: string | null;
  connectionParams: Record<string, unknown> | undefined;
}

export interface SocketAccess {
  isOriginAllowed(origin: string | undefined, host: string | undefined): boolean;
  /** A context of the connection's present actor; throws UNAUTHENTICATED when its credential is no longer good. */
  contextOf(connection: SocketConnection): Promise<RequestContext>;
  /** Calls back when this session is revoked or has expired, or that cannot be known; returns how to stop listening. */
  onSessionEnd(sessionId: string, end: (why: 'ENDED' | 'UNKNOWN') => void): () => void;
}

interface SocketParts {
  server: Server;
  schema: GraphQLSchema;
  authCheck: AuthCheck;
  known: KnownOperations;
  access: SocketAccess;
  log: Logger;
}

const maxMessageBytes = 64 * 1024;
/** A page of the shop holds one or two. */
const maxSubscriptions = 20;
/**
 * RFC 6455's registry: the server is in trouble, come back later. Not graphql-ws's 4500, after which its client
 * never comes back.
 */
const tryAgainLater = 1013;
/** How long a socket may take to say goodbye when the process stops: a phone that sleeps never does. */
const goodbyeMs = 1_000;

/** GraphQL over WebSocket (graphql-transport-ws) at /graphql: subscriptions, guarded as HTTP is. */
export function serveWebSockets({ server, schema, authCheck, known, access, log }: SocketParts): {
  close(): Promise<void>;
} {
  const limits = new OperationLimits(schema);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes });
  server.on('upgrade', (request, socket, head) => {
    const path = request.url?.split('?')[0];
    if (path !== '/graphql') return socket.destroy();
    if (!access.isOriginAllowed(request.headers.origin, request.headers.host)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) =>
      sockets.emit('connection', webSocket, request),
    );
  });

  const graphql = serveGraphQL<Record<string, unknown>, SocketState>(
    {
      schema,
      onConnect: async (connection) => {
        const { socket, request } = connection.extra;
        const requestId = requestIdOf(connection.extra);
        try {
          const ctx = await access.contextOf(connectionOf(connection));
          if (ctx.actor.kind === 'user') {
            const stop = access.onSessionEnd(ctx.actor.sessionId, (why) =>
              why === 'ENDED'
                ? socket.close(CloseCode.Forbidden, 'Session ended')
                : socket.close(tryAgainLater, 'Try again later'),
            );
            socket.once('close', stop);
          }
          return true;
        } catch (error) {
          if (isUnauthenticated(error)) {
            log.debug({ requestId, remoteAddress: request.socket.remoteAddress }, 'socket_refused');
            socket.close(CloseCode.Forbidden, 'Forbidden');
          } else {
            log.error({ error, requestId }, 'socket_failed');
            socket.close(tryAgainLater, 'Try again later');
          }
          return false;
        }
      },
      onSubscribe: async (connection, _id, payload) => {
        // This one is counted already.
        if (Object.keys(connection.subscriptions).length > maxSubscriptions)
          return [callerError('BAD_REQUEST', `A socket may hold at most ${maxSubscriptions} subscriptions.`)];
        try {
          return await prepare(payload, await access.contextOf(connectionOf(connection)));
        } catch (error) {
          // Ends this subscription only; what is not the caller's error is masked in onError.
          if (error instanceof GraphQLError) return [error];
          return [new GraphQLError('Internal', { originalError: asError(error) })];
        }
      },
      subscribe,
      onError: (connection, _id, _payload, errors) => told(connection, errors),
      onNext: (connection, _id, _payload, _args, result) =>
        result.errors ? { ...result, errors: told(connection, result.errors) } : undefined,
    },
    sockets,
    12_000,
  );

  const told = (connection: { extra: SocketState }, errors: readonly SocketError[]) =>
    errors.map((error) => {
      logFault(error, log.child({ requestId: requestIdOf(connection.extra) }));
      return toPublicError('toJSON' in error ? error.toJSON() : error, error);
    });

  const prepare = async (
    payload: { query: string; operationName?: string | null; variables?: Record<string, unknown> | null },
    contextValue: RequestContext,
  ): Promise<ExecutionArgs | GraphQLError[]> => {
    known.assertKnown(payload.query);
    let document: ReturnType<typeof parse>;
    try {
      document = parse(payload.query, { maxTokens: 2_000 });
    } catch (error) {
      if (error instanceof GraphQLError)
        return [new GraphQLError(error.message, { extensions: { code: 'GRAPHQL_PARSE_FAILED' } })];
      throw error;
    }
    const problems = validate(schema, document);
    if (problems.length > 0) {
      return problems.map(
        (each) =>
          new GraphQLError(each.message, {
            nodes: each.nodes,
            extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
          }),
      );
    }
    const operation = getOperationAST(document, payload.operationName);
    if (!operation)
      return [
        new GraphQLError('Name the operation to run.', {
          extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
        }),
      ];
    if (operation.operation !== OperationTypeNode.SUBSCRIPTION)
      throw callerError('BAD_REQUEST', 'Send queries and mutations over HTTP.');
    authCheck.assertAllowed(document, operation, contextValue.actor);
    assertStorable(payload.query, payload.variables);
    limits.assertWithin(document, operation, payload.variables);
    const { operationName, variables } = payload;
    const { errors } = coerceVariables(schema, { document, operationName, variables });
    return errors ?? { schema, document, contextValue, operationName, variableValues: variables };
  };

  return {
    close: async () => {
      const timer = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, goodbyeMs);
      try {
        await graphql.dispose();
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

type SocketError = GraphQLError | GraphQLFormattedError;

type SocketState = {
  socket: import('ws').WebSocket;
  request: import('node:http').IncomingMessage;
  requestId?: string;
};

/** The one that the upgrade came with, else one of our own, the same for as long as the socket lives. */
function requestIdOf(extra: SocketState): string {
  const given = extra.request.headers['x-request-id'];
  extra.requestId ??= typeof given === 'string' && requestIdPattern.test(given) ? given : randomUUID();
  return extra.requestId;
}

const connectionOf = (connection: {
  extra: SocketState;
  connectionParams?: Readonly<Record<string, unknown>> | undefined;
}): SocketConnection => ({
  requestId: requestIdOf(connection.extra),
  headers: connection.extra.request.headers,
  remoteAddress: connection.extra.request.socket.remoteAddress ?? null,
  connectionParams: connection.connectionParams,
});
