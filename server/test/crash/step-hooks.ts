import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import pg from 'pg';
import { kindOfCall, kindOfStatement, onlyWithRows } from '../kit/statement-kind.ts';

/** Told of each step twice: before it leaves the process, and when its answer is here but nobody has seen it. */
export interface StepObserver {
  before(kind: string): void;
  after(kind: string): void;
}

/**
 * Watches everything this process does to the world: each SQL statement, whichever library sends it, each HTTP
 * call and each word of SMTP. By hooks of the pg client and of Node, so that no line of the program knows.
 * @param smtpPort where the mail server listens
 */
export function watchSteps(observer: StepObserver, smtpPort: number): void {
  watchStatements(observer);
  watchCalls(observer);
  subscribe('net.client.socket', (message) => {
    const { socket } = message as { socket: Socket };
    watchMail(observer, socket, smtpPort);
  });
}

type Query = (this: pg.Client, ...args: unknown[]) => unknown;

/** Writes that are a transaction of their own. */
export const alone = ' alone';

function watchStatements(observer: StepObserver): void {
  const inTransaction = new WeakSet<pg.Client>();
  const original = Reflect.get(pg.Client.prototype, 'query') as Query;
  Reflect.set(pg.Client.prototype, 'query', function watched(this: pg.Client, ...args: unknown[]) {
    const found = kindOfStatement(textOf(args[0]), nameOf(this));
    if (found === null) return original.apply(this, args);
    if (found === 'begin') inTransaction.add(this);
    if (found === 'commit' || found === 'rollback') inTransaction.delete(this);
    const isAlone = /^(insert|update|delete) /.test(found) && !inTransaction.has(this);
    const kind = isAlone ? found + alone : found;
    if (kind !== onlyWithRows) observer.before(kind);
    const seen = (result: unknown) => {
      const rows: unknown = Reflect.get(Object(result), 'rows');
      if (kind !== onlyWithRows || (Array.isArray(rows) && rows.length > 0)) observer.after(kind);
    };
    const callback = args.at(-1);
    if (typeof callback === 'function') {
      const wrapped = (error: unknown, result: unknown) => {
        if (!error) seen(result);
        Reflect.apply(callback, undefined, [error, result]);
      };
      return original.apply(this, [...args.slice(0, -1), wrapped]);
    }
    const sent = original.apply(this, args);
    if (!(sent instanceof Promise)) return sent;
    return sent.then((result: unknown) => {
      seen(result);
      return result;
    });
  });
}

const textOf = (first: unknown): string =>
  typeof first === 'string' ? first : String(Reflect.get(Object(first), 'text') ?? '');
const nameOf = (client: pg.Client): string =>
  String(Reflect.get(Object(Reflect.get(client, 'connectionParameters')), 'application_name'));

interface UndiciRequest {
  method: string;
  path: string;
}

/** Node's own client (Stripe's SDK) and fetch (everything else) announce what they do on channels of their own. */
function watchCalls(observer: StepObserver): void {
  const ofClient = (message: unknown) => {
    const { request } = message as { request: ClientRequest };
    return kindOfCall(request.method, request.path);
  };
  subscribe('http.client.request.created', (message) => observer.before(ofClient(message)));
  subscribe('http.client.response.finish', (message) => observer.after(ofClient(message)));
  const ofFetch = (message: unknown) => {
    const { request } = message as { request: UndiciRequest };
    return kindOfCall(request.method, request.path);
  };
  subscribe('undici:request:create', (message) => observer.before(ofFetch(message)));
  subscribe('undici:request:headers', (message) => observer.after(ofFetch(message)));
}

/** Each command of SMTP is a step, and a mail's text is one however many pieces it is written in. */
function watchMail(observer: StepObserver, socket: Socket, smtpPort: number): void {
  let said = 'greeting';
  // Connecting gives a socket its own `write` back, so it is wrapped after that.
  socket.prependOnceListener('connect', () => {
    if (socket.remotePort !== smtpPort) return;
    const { write, emit } = socket;
    Reflect.set(socket, 'write', (...args: unknown[]) => {
      const word = /^(EHLO|HELO|MAIL|RCPT|DATA|QUIT|RSET|NOOP)\b/.exec(String(args[0]))?.[1] ?? 'text';
      // Connections that nobody needs any more are closed when it suits the library.
      if (word !== 'QUIT' && word !== said) observer.before(`SMTP ${word}`);
      said = word;
      return Reflect.apply(write, socket, args);
    });
    Reflect.set(socket, 'emit', (...args: unknown[]) => {
      if (args[0] === 'data' && said !== 'QUIT') observer.after(`SMTP ${said}`);
      return Reflect.apply(emit, socket, args);
    });
  });
}
