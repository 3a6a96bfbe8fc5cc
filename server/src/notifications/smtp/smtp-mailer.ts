import { createTransport } from 'nodemailer';
import { z } from 'zod';
import type { Config } from '../../config.ts';
import { redactText } from '../../platform/logging/redact.ts';
import { MailError, type Mailer, type OutgoingMail } from '../mailer.ts';

type MailSettings = Pick<Config['mail'], 'from' | 'smtp'>;

/** The port on which TLS begins before the first word (RFC 8314); on any other it begins with STARTTLS. */
const implicitTlsPort = 465;
const limits = { connectMs: 10_000, silenceMs: 20_000, wholeMs: 60_000 };

/** Sends by SMTP over a few kept connections; opens the first one with the first mail. */
export function createSmtpMailer({ from, smtp }: MailSettings): Mailer {
  const transport = createTransport({ pool: true, maxConnections: 5, ...connection(smtp) });
  const domain = /@([^\s>]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
  return {
    async send(mail) {
      const messageId = `<${mail.id}@${domain}>`;
      try {
        await transport.sendMail({
          ...message(mail),
          from,
          messageId,
          signal: AbortSignal.timeout(limits.wholeMs),
        });
      } catch (error) {
        throw explained(error);
      }
      return { messageId };
    },
    close: () => transport.close(),
  };
}

/** Connects, with TLS where that is asked for, and signs in; sends nothing. @throws MailError with what is wrong */
export async function tryMailServer({ smtp }: Pick<MailSettings, 'smtp'>): Promise<void> {
  const transport = createTransport(connection(smtp));
  try {
    await transport.verify();
  } catch (error) {
    throw explained(error);
  } finally {
    transport.close();
  }
}

const connection = (smtp: MailSettings['smtp']) => ({
  host: smtp.host,
  port: smtp.port,
  secure: smtp.useTls && smtp.port === implicitTlsPort,
  // With TLS asked for, a server (or someone between) that offers none gets no mail.
  requireTLS: smtp.useTls,
  ignoreTLS: !smtp.useTls,
  ...(smtp.user ? { auth: { user: smtp.user, pass: smtp.password ?? '' } } : {}),
  dnsTimeout: limits.connectMs,
  connectionTimeout: limits.connectMs,
  greetingTimeout: limits.connectMs,
  socketTimeout: limits.silenceMs,
  disableFileAccess: true,
  disableUrlAccess: true,
});

function message({ id, to, subject, text, html, pictures, unsubscribeUrl }: OutgoingMail) {
  return {
    // As an object: an address given as text would be parsed, and one with a comma be two.
    to: { name: '', address: to },
    subject,
    text,
    ...(html === null ? {} : { html }),
    headers: {
      // RFC 3834: no out-of-office replies to us.
      'Auto-Submitted': 'auto-generated',
      // Keeps Gmail from folding two mails of one subject into a thread, the newer code hidden under the old.
      'X-Entity-Ref-ID': id,
      ...(unsubscribeUrl
        ? {
            // Prepared: the library would fold or encode a long address.
            'List-Unsubscribe': { prepared: true, value: `<${unsubscribeUrl}>` },
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }
        : {}),
    },
    attachments: pictures.map(({ cid, filename, content }) => ({
      cid,
      filename,
      content,
      contentType: 'image/png',
      contentDisposition: 'inline' as const,
    })),
  };
}

const smtpFailure = z.object({
  code: z.string().optional(),
  command: z.string().optional(),
  response: z.string().optional(),
  responseCode: z.number().optional(),
  permanent: z.boolean().optional(),
});

/**
 * Only a refusal of this recipient or this content is final. A refused login or sender is our own setting and is
 * tried again, as it may be mended meanwhile. The library's error carries addresses, so nothing of it is kept but
 * its codes and the server's words with addresses masked.
 */
function explained(error: unknown): MailError {
  const failure = smtpFailure.safeParse(error).data ?? {};
  const isAboutThisMail = failure.command === 'RCPT TO' || failure.command === 'DATA';
  // Without a reply, EENVELOPE means that the address is none at all.
  const isNoAddress = failure.code === 'EENVELOPE' && failure.responseCode === undefined;
  const words = redactText(failure.response ?? '');
  const parts = ['The mail server did not take the mail:', failure.code, failure.command, words];
  const text = parts.filter(Boolean).join(' ').slice(0, 300);
  return new MailError(text, isNoAddress || (isAboutThisMail && failure.permanent === true));
}
