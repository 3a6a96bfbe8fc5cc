import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { MailError, type OutgoingMail } from '../mailer.ts';
import { createSmtpMailer } from './smtp-mailer.ts';

const mail: OutgoingMail = {
  id: '0198b2c4-0000-7000-8000-000000000001',
  to: 'ana@example.com',
  subject: 'Tu código',
  text: 'Hola, 402917\n',
  html: '<p>Hola <img src="cid:qr@tribi" alt="QR"></p>',
  pictures: [{ cid: 'qr@tribi', filename: 'esim-1.png', content: Buffer.from('picture') }],
};

const opened: (() => void)[] = [];
afterEach(() => {
  for (const close of opened.splice(0)) close();
});

/** A mail server on a free port; `refuse` may turn down a recipient or a message. */
async function mailServer(refuse: { atRecipient?: Error; atData?: Error } = {}, hasTls = false) {
  const received: ParsedMail[] = [];
  const server = new SMTPServer({
    disabledCommands: hasTls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    onRcptTo: (_address, _session, done) => done(refuse.atRecipient),
    onData: (stream, _session, done) => {
      simpleParser(stream).then((parsed) => {
        if (!refuse.atData) received.push(parsed);
        done(refuse.atData);
      }, done);
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('The mail server has no port.');
  const mailer = mailerFor(address.port, false);
  opened.push(() => server.close(() => undefined));
  return { received, mailer, port: address.port };
}

function mailerFor(port: number, useTls: boolean) {
  const smtp = { host: '127.0.0.1', port, user: undefined, password: undefined, useTls };
  const mailer = createSmtpMailer({ from: 'Tribi <hello@tribi.example>', smtp });
  opened.push(() => mailer.close());
  return mailer;
}

const reply = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode });

const failure = async (sending: Promise<unknown>): Promise<MailError> => {
  const error: unknown = await sending.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof MailError)) throw new Error(`Expected a MailError, got ${String(error)}`);
  return error;
};

describe('the SMTP mailer', () => {
  it('hands over both parts, the picture and the headers', async () => {
    const { received, mailer } = await mailServer();
    const { messageId } = await mailer.send(mail);
    const got = received[0];
    expect(messageId).toBe(`<${mail.id}@tribi.example>`);
    expect(got?.messageId).toBe(messageId);
    expect(got?.from?.text).toBe('"Tribi" <hello@tribi.example>');
    expect(got?.subject).toBe(mail.subject);
    expect(got?.text).toBe(mail.text);
    expect(got?.html).toContain('Hola');
    expect(got?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(got?.headers.get('x-entity-ref-id')).toBe(mail.id);
    expect(got?.attachments[0]).toMatchObject({
      cid: 'qr@tribi',
      contentType: 'image/png',
      contentDisposition: 'inline',
      content: Buffer.from('picture'),
    });
  });

  it('says how a mail that can be ended is ended with one press, and of no other', async () => {
    const { received, mailer } = await mailServer();
    const unsubscribeUrl = `https://tribi.example/es/unsubscribe/${'0198b2c4-0000-7000-8000-000000000001'}.EXPIRY_REMINDERS.${'x'.repeat(43)}`;
    await mailer.send({ ...mail, unsubscribeUrl });
    await mailer.send(mail);
    // RFC 8058: the address whole, and the word that a POST ends the mails.
    expect(received[0]?.headers.get('list')).toMatchObject({ unsubscribe: { url: unsubscribeUrl } });
    expect(JSON.stringify(received[0]?.headerLines)).toContain(
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    );
    expect(JSON.stringify(received[1]?.headerLines)).not.toMatch(/list-unsubscribe/i);
  });

  it('gives a mail sent twice one Message-ID, and a mail of text no other part', async () => {
    const { received, mailer } = await mailServer();
    await mailer.send(mail);
    await mailer.send({ ...mail, html: null, pictures: [] });
    expect(received[1]?.messageId).toBe(received[0]?.messageId);
    expect(received[1]?.html).toBe(false);
  });

  it.each([
    ['a busy server', { atData: reply(451, 'Try again later') }, false],
    ['a full mailbox', { atRecipient: reply(452, 'Mailbox of ana@example.com is full') }, false],
    ['an unknown recipient', { atRecipient: reply(550, '<ana@example.com> no such user') }, true],
    ['a refused content', { atData: reply(554, 'Not wanted, ana@example.com') }, true],
  ])('tells %s from what can never be sent, without the address', async (_name, refuse, isPermanent) => {
    const { received, mailer } = await mailServer(refuse);
    const error = await failure(mailer.send(mail));
    expect(error.isPermanent).toBe(isPermanent);
    expect(`${error.message}${error.stack}${JSON.stringify(error)}`).not.toContain('ana@example.com');
    expect(error.cause).toBeUndefined();
    expect(received).toEqual([]);
  });

  it('may try again when nobody answers', async () => {
    const { port } = await mailServer();
    for (const close of opened.splice(0)) close();
    expect((await failure(mailerFor(port, false).send(mail))).isPermanent).toBe(false);
  });

  it('sends nothing in the clear when TLS is asked for and the server has none', async () => {
    const { received, port } = await mailServer();
    expect((await failure(mailerFor(port, true).send(mail))).isPermanent).toBe(false);
    expect(received).toEqual([]);
  });
});
