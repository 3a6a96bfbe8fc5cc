import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isFromThisMachine } from './host-guard.ts';
import type { Log } from './log.ts';

const maxBodyBytes = 1_000_000;

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface HttpServerOptions {
  readonly host: string;
  readonly port: number;
  readonly isPublic: boolean;
  readonly log: Log;
  /** Writes the whole response. What it throws becomes a bare 500. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

interface ListeningServer {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Listens, guards who may ask, and closes without waiting for idle keep-alive connections or hanging faults. */
export async function listenHttp(options: HttpServerOptions): Promise<ListeningServer> {
  const server = createServer((request, response) => {
    if (!options.isPublic && !isFromThisMachine(request)) {
      response
        .writeHead(403, { 'content-type': 'text/plain' })
        .end('This sandbox answers its own machine only.\n');
      return;
    }
    options.handle(request, response).catch((error: unknown) => {
      if (error instanceof UnreadableBodyError)
        return sendJson(response, 413, { error: { message: error.message } });
      options.log(
        `${request.method} ${pathOf(request)} failed: ${error instanceof Error ? error.stack : error}`,
      );
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
      response.end('{"error":{"type":"api_error","message":"The sandbox failed on this request."}}');
    });
  });
  // Longer than any client keeps an idle connection, so that we never close one it is about to reuse.
  server.keepAliveTimeout = 65_000;
  const port = await listen(server, options.host, options.port);
  const name = options.host === '0.0.0.0' ? '127.0.0.1' : options.host;
  return { url: `http://${name}:${port}`, port, close: () => close(server) };
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(portOf(server.address()));
    });
  });
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('A TCP server has no port.');
  return address.port;
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}

export function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?', 1)[0] ?? '/';
}

export function queryOf(request: IncomingMessage): string {
  const url = request.url ?? '/';
  const mark = url.indexOf('?');
  return mark < 0 ? '' : url.slice(mark + 1);
}

/** Thrown by {@link readBody}: the client sent more than the sandbox takes, or went away while sending. */
export class UnreadableBodyError extends Error {}

export function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBodyBytes) chunks.push(chunk);
    });
    request.on('end', () => {
      if (size > maxBodyBytes) reject(new UnreadableBodyError('The body is larger than 1 MB.'));
      else resolve(Buffer.concat(chunks).toString('utf8'));
    });
    request.on('error', () => reject(new UnreadableBodyError('The client went away.')));
  });
}

export function send(response: ServerResponse, answer: Answer): void {
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status, { ...answer.headers, 'content-length': String(body.length) });
  response.end(body);
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  send(response, {
    status,
    headers: { 'content-type': 'application/json' },
    body: `${JSON.stringify(value, null, 2)}\n`,
  });
}
