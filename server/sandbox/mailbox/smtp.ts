import type { Socket } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { z } from 'zod';
import type { Log } from '../core/log.ts';
import type { MailStore } from './mail-store.ts';

/**
 * `refuse`: 451, try again later. `drop`: the connection breaks before the mail is taken. `drop_after_accept`: the mail
 * is kept and only the answer is lost, so that a careful sender sends it twice.
 */
export const smtpFaultSchema = z.strictObject({
  target: z.literal('smtp').default('smtp'),
  mode: z.enum(['refuse', 'drop', 'drop_after_accept']),
  times: z.union([z.int().min(1), z.literal('always')]).default(1),
});
export type SmtpFault = z.infer<typeof smtpFaultSchema>;

interface SmtpOptions {
  readonly host: string;
  readonly port: number;
  readonly store: MailStore;
  readonly now: () => Date;
  readonly takeFault: () => SmtpFault | null;
  readonly log: Log;
}

interface SmtpSandbox {
  readonly port: number;
  close(): Promise<void>;
}

const maxMailBytes = 10_000_000;

/** A mail server that takes every mail for everyone, without signing in, and keeps it to be read. */
export async function startSmtp(options: SmtpOptions): Promise<SmtpSandbox> {
  const sockets = new Map<number, Socket>();
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    banner: 'Tribi mailbox sandbox',
    size: maxMailBytes,
    logger: false,
    onData: (stream, session, callback) => {
      receive(options, stream, session, () => sockets.get(session.remotePort)?.resetAndDestroy()).then(
        callback,
        (error: unknown) => {
          options.log(`a mail was not kept: ${error instanceof Error ? error.message : String(error)}`);
          callback(smtpError(451, 'The mailbox failed on this mail'));
        },
      );
    },
  });
  server.on('error', (error) => options.log(`SMTP: ${error.message}`));
  server.server.on('connection', (socket) => {
    const port = socket.remotePort ?? 0;
    sockets.set(port, socket);
    socket.once('close', () => sockets.delete(port));
  });
  const port = await listen(server, options);
  return {
    port,
    async close() {
      for (const socket of sockets.values()) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Answers the error to send, or null when the mail is kept. */
async function receive(
  options: SmtpOptions,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  cutConnection: () => void,
): Promise<Error | null> {
  const fault = options.takeFault();
  const mail = await simpleParser(stream);
  if (fault?.mode === 'drop') {
    cutConnection();
    return null;
  }
  if (stream.sizeExceeded) return smtpError(552, 'The mail is larger than 10 MB');
  if (fault?.mode === 'refuse') return smtpError(451, 'Try again later');
  await options.store.add({
    to: session.envelope.rcptTo.map((recipient) => recipient.address),
    from: mail.from?.text ?? '',
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    // Pictures named by `cid:` are data: URLs by now: the parser puts them in.
    html: mail.html || '',
    messageId: mail.messageId ?? '',
    sentAt: options.now(),
  });
  if (fault?.mode === 'drop_after_accept') cutConnection();
  return null;
}

function smtpError(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

function listen(server: SMTPServer, options: SmtpOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(options.port, options.host, () => {
      const address = server.server.address();
      if (address === null || typeof address === 'string') reject(new Error('The mail server has no port.'));
      else resolve(address.port);
    });
  });
}
