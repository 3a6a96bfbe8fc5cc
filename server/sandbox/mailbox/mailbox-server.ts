import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Pool } from 'pg';
import { z } from 'zod';
import { SandboxClock } from '../core/clock.ts';
import { answerControl, type ControlRoutes } from '../core/control-request.ts';
import { listenHttp, pathOf, send, sendJson } from '../core/http-server.ts';
import type { Log } from '../core/log.ts';
import { MailStore, type StoredMail } from './mail-store.ts';
import { mailboxCss, mailboxScript } from './mailbox-assets.ts';
import { mailboxPage, mailboxPath, mailDocument } from './mailbox-page.ts';
import { type SmtpFault, smtpFaultSchema, startSmtp } from './smtp.ts';

interface MailboxOptions {
  readonly pool: Pool;
  readonly host: string;
  readonly port: number;
  readonly smtpPort: number;
  readonly isPublic: boolean;
  readonly log: Log;
}

export interface Mailbox {
  readonly url: string;
  readonly smtpPort: number;
  close(): Promise<void>;
}

/** Starts the mail server and the pages that show what it got. */
export async function startMailbox(options: MailboxOptions): Promise<Mailbox> {
  const store = new MailStore(options.pool);
  const clock = new SandboxClock();
  const faults = new SmtpFaults();
  const control = mailboxControl(store, clock, faults);
  await store.forgetOld();
  const smtp = await startSmtp({
    // Only the app speaks SMTP to us, and it runs beside us: the mail server is never public.
    host: '127.0.0.1',
    port: options.smtpPort,
    store,
    now: () => new Date(clock.nowMs()),
    takeFault: () => faults.take(),
    log: options.log,
  });
  const handle = (request: IncomingMessage, response: ServerResponse) =>
    pathOf(request).startsWith('/_sandbox/')
      ? answerControl(control, request, response)
      : answerMailbox(store, request, response);
  const server = await listenHttp({ ...options, handle });
  return {
    url: server.url,
    smtpPort: smtp.port,
    async close() {
      await smtp.close();
      await server.close();
    },
  };
}

class SmtpFaults {
  #waiting: SmtpFault[] = [];

  add(fault: SmtpFault): void {
    this.#waiting.push(fault);
  }

  clear(): void {
    this.#waiting = [];
  }

  list(): readonly SmtpFault[] {
    return this.#waiting;
  }

  take(): SmtpFault | null {
    const [first, ...rest] = this.#waiting;
    if (!first) return null;
    if (first.times === 'always') return first;
    this.#waiting = first.times > 1 ? [{ ...first, times: first.times - 1 }, ...rest] : rest;
    return first;
  }
}

function mailboxControl(store: MailStore, clock: SandboxClock, faults: SmtpFaults): ControlRoutes {
  const heal = () => {
    faults.clear();
    clock.moveTo(0);
  };
  return {
    'POST /_sandbox/faults': ({ body }) => faults.add(smtpFaultSchema.parse(body)),
    'DELETE /_sandbox/faults': heal,
    'POST /_sandbox/clock': ({ body }) => {
      clock.moveTo(z.strictObject({ offsetMs: z.int() }).parse(body).offsetMs);
    },
    'POST /_sandbox/reset': async ({ body }) => {
      const { keepState } = z.strictObject({ keepState: z.boolean().default(false) }).parse(body);
      heal();
      if (!keepState) await store.reset();
    },
    'GET /_sandbox/state': async () => ({
      mails: await store.count(),
      faults: faults.list(),
      clockOffsetMs: clock.offsetMs,
    }),
  };
}

async function answerMailbox(
  store: MailStore,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://mailbox');
  const to = url.searchParams.get('to');
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return answerText(response, 405, 'The mailbox is read with GET.');
  if (url.pathname === '/' || url.pathname === `${mailboxPath}/`) return redirect(response, mailboxPath);
  if (url.pathname === `${mailboxPath}/mailbox.css`) return answerAsset(response, 'text/css', mailboxCss);
  if (url.pathname === `${mailboxPath}/mailbox.js`)
    return answerAsset(response, 'text/javascript', mailboxScript);
  if (url.pathname === `${mailboxPath}/headings`) return sendJson(response, 200, await store.headings(to));
  if (url.pathname === mailboxPath && url.searchParams.get('format') === 'json') {
    return sendJson(response, 200, (await store.list(to)).map(mailJson));
  }
  if (url.pathname === mailboxPath) return answerPage(store, url.searchParams, response);
  const [, id] = /^\/sandbox\/mailbox\/mails\/(\d+)\/html$/.exec(url.pathname) ?? [];
  const mail = id === undefined ? null : await store.find(id);
  if (!mail) return answerText(response, 404, 'There is nothing here.');
  answerHtml(response, mailPolicy, mailDocument(mail));
}

async function answerPage(
  store: MailStore,
  params: URLSearchParams,
  response: ServerResponse,
): Promise<void> {
  const to = params.get('to') || null;
  const id = params.get('id');
  const open = id === null ? null : await store.find(id);
  const view = params.get('view') === 'text' || open?.html === '' ? 'text' : 'html';
  answerHtml(response, pagePolicy, mailboxPage({ to, headings: await store.headings(to), open, view }));
}

function mailJson({ to, subject, text, html, messageId, sentAt }: StoredMail) {
  return { to, subject, text, html, messageId, sentAt };
}

const pagePolicy =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";
/** A mail may show its own pictures and styles. It runs nothing, and fetches nothing that would tell it was read. */
const mailPolicy =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

function answerHtml(response: ServerResponse, policy: string, body: string): void {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  };
  send(response, { status: 200, headers, body });
}

function answerAsset(response: ServerResponse, type: string, body: string): void {
  send(response, {
    status: 200,
    headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' },
    body,
  });
}

function answerText(response: ServerResponse, status: number, text: string): void {
  send(response, { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: `${text}\n` });
}

function redirect(response: ServerResponse, location: string): void {
  send(response, { status: 302, headers: { location }, body: '' });
}
