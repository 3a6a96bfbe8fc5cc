import { randomUUID } from 'node:crypto';
import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Config } from '../../config.ts';
import { createPlainLogger, type Logger } from '../logging/logger.ts';
import { requestIdPattern } from '../request-context.ts';

/** Requests larger than this are refused before they are read. */
const maxBodyBytes = 256 * 1024;

/**
 * For answers that ask for it; files are compressed when they are built. Brotli at its usual strength would take
 * longer than the line needs.
 */
const compression = {
  global: false,
  threshold: 1024,
  encodings: ['br' as const, 'gzip' as const],
  brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
};

/**
 * The HTTP server everything else is mounted on: request ids, security headers, cookies, one log line a
 * request, and errors that show no internals. The client's address is taken from X-Forwarded-For only
 * across the configured number of proxies.
 */
export async function createHttpServer(
  config: Config,
  log: Logger,
  write?: (line: string) => void,
): Promise<FastifyInstance> {
  const server = Fastify({
    logger: false,
    trustProxy: (_address, hop) => hop < config.trustProxyHops,
    bodyLimit: maxBodyBytes,
    genReqId: (request) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && requestIdPattern.test(given) ? given : randomUUID();
    },
    forceCloseConnections: 'idle',
    requestTimeout: 60_000,
  });
  await server.register(cookie);
  await server.register(compress, compression);
  await server.register(helmet, securityHeaders(config));
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  closeAfterLastAnswer(server);
  if (config.log.requests) {
    const lines = createPlainLogger(config.log, write);
    server.addHook('onResponse', async (request, reply) => logRequest(request, reply, lines));
  }
  server.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ error, requestId: request.id }, 'request_failed');
    reply
      .status(status)
      .send({ errors: [{ message: publicMessage(status), extensions: { code: publicCode(status) } }] });
  });
  return server;
}

/**
 * While the server stops, an answer ends its connection: one that a client keeps alive after its last answer would
 * hold up the stop for as long as it may stay idle.
 */
function closeAfterLastAnswer(server: FastifyInstance): void {
  let isClosing = false;
  server.addHook('preClose', async () => {
    isClosing = true;
  });
  server.addHook('onSend', async (_request, reply) => {
    if (isClosing) reply.header('connection', 'close');
  });
}

const publicCode = (status: number): string =>
  ({ 413: 'PAYLOAD_TOO_LARGE', 404: 'NOT_FOUND' })[status] ??
  (status < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR');

const publicMessage = (status: number): string =>
  ({
    413: `A request body may have at most ${maxBodyBytes / 1024} KB.`,
    404: 'There is nothing at this address.',
  })[status] ??
  (status < 500
    ? 'The request could not be read.'
    : 'Something went wrong on our side. Nothing was lost; please try again.');

/** Addresses whose last part opens something by itself, also below a language. */
const keyInPath = /(\/(?:shared|unsubscribe)\/+)[^/]+/gi;

/** A path as the router reads it; what it cannot read may hide a key behind its escapes, and is not told. */
function readable(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '[unreadable]';
  }
}

function logRequest(
  request: FastifyRequest,
  reply: { statusCode: number; elapsedTime: number },
  log: Logger,
): void {
  const path = readable(request.url.split('?')[0] ?? '').replace(keyInPath, '$1[redacted]');
  if (path === '/health') return;
  log.info(
    {
      requestId: request.id,
      method: request.method,
      path,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      ip: request.ip,
    },
    'request',
  );
}

function securityHeaders(config: Config) {
  const stripe = ['https://api.stripe.com', 'https://js.stripe.com', 'https://hooks.stripe.com'];
  const sandbox = config.stripe.apiBase ? [config.stripe.apiBase] : [];
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", 'https://js.stripe.com'],
        // MUI writes its style elements at run time; scripts get no such exception.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", ...stripe, ...sandbox],
        frameSrc: ["'self'", ...stripe],
        formAction: ["'self'", ...sandbox],
        baseUri: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: config.isProduction ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' as const },
  };
}
