import { createTransport } from 'nodemailer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createSandboxEnvironment, type SandboxEnvironment } from '../testing/sandbox-environment.ts';

let environment: SandboxEnvironment;

beforeAll(async () => {
  environment = await createSandboxEnvironment();
});
afterEach(() => environment.control('mailbox', 'POST', 'reset'));
afterAll(() => environment?.close());

const mailsSchema = z.array(
  z.strictObject({
    to: z.string(),
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    messageId: z.string(),
    sentAt: z.iso.datetime(),
  }),
);

function sendMail(mail: {
  to: string | string[];
  subject: string;
  html?: string;
  attachments?: { filename: string; content: Buffer; cid: string }[];
}) {
  const transport = createTransport({ ...environment.sandboxes.smtp, secure: false });
  return transport.sendMail({ from: 'Tribi <hello@tribi.test>', text: `Text of ${mail.subject}`, ...mail });
}
const get = (path: string) => fetch(`${environment.sandboxes.mailbox.url}${path}`);
const mailsTo = async (to: string) =>
  mailsSchema.parse(await (await get(`/sandbox/mailbox?format=json&to=${encodeURIComponent(to)}`)).json());

describe('the mailbox', () => {
  it('gives mails newest first, by recipient in any letters, one per recipient, also after a restart', async () => {
    await sendMail({ to: 'Ana@Example.com', subject: 'first' });
    await sendMail({ to: ['ana@example.com', 'ben@example.com'], subject: 'second' });
    await environment.restart();
    expect((await mailsTo('ana@EXAMPLE.com')).map((mail) => mail.subject)).toEqual(['second', 'first']);
    expect(await mailsTo('ben@example.com')).toMatchObject([
      { to: 'ben@example.com', subject: 'second', text: expect.stringContaining('Text of second') },
    ]);
    expect(await mailsTo('nobody@example.com')).toEqual([]);
  });

  it('shows inline pictures as part of the mail', async () => {
    const content = Buffer.from('picture');
    await sendMail({
      to: 'qr@example.com',
      subject: 'Your eSIM ¡lista!',
      html: '<p>Scan</p><img src="cid:qr@tribi" alt="QR code">',
      attachments: [{ filename: 'qr.png', content, cid: 'qr@tribi' }],
    });
    const [mail] = await mailsTo('qr@example.com');
    expect(mail?.subject).toBe('Your eSIM ¡lista!');
    expect(mail?.html).toContain(`src="data:image/png;base64,${content.toString('base64')}"`);
  });

  it('is a page whose mail runs nothing', async () => {
    await sendMail({
      to: 'x@example.com',
      subject: '<script>alert(1)</script>',
      html: '<html><head></head><body><script>alert(2)</script>Hello</body></html>',
    });
    const list = await (await get('/sandbox/mailbox?to=x@example.com')).text();
    expect(list).toContain('Sandbox: these mails were not sent');
    expect(list).toContain('&lt;script&gt;alert(1)');
    expect(list).not.toContain('<script>alert');
    const [, id] = /data-id="(\d+)"/.exec(list) ?? [];
    const page = await (await get(`/sandbox/mailbox?id=${id}`)).text();
    expect(page).toContain(`src="/sandbox/mailbox/mails/${id}/html" sandbox="allow-popups`);
    expect(await (await get(`/sandbox/mailbox?id=${id}&view=text`)).text()).toContain(
      '<pre tabindex="0">Text of',
    );
    const mail = await get(`/sandbox/mailbox/mails/${id}/html`);
    expect(mail.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
    expect(await mail.text()).toContain('<head><base target="_blank">');
    expect((await get('/sandbox/mailbox/mails/999999/html')).status).toBe(404);
    for (const asset of ['mailbox.css', 'mailbox.js', 'headings']) {
      expect((await get(`/sandbox/mailbox/${asset}`)).status).toBe(200);
    }
  });

  it('can refuse mails, and take the next try', async () => {
    await environment.control('mailbox', 'POST', 'faults', { mode: 'refuse', times: 2 });
    const mail = { to: 'a@example.com', subject: 'again' };
    await expect(sendMail(mail)).rejects.toMatchObject({ responseCode: 451 });
    await expect(sendMail(mail)).rejects.toMatchObject({ responseCode: 451 });
    await sendMail(mail);
    expect(await mailsTo('a@example.com')).toHaveLength(1);
  });

  it.each([
    ['drop', 0],
    ['drop_after_accept', 1],
  ])('can break the connection (%s)', async (mode, kept) => {
    await environment.control('mailbox', 'POST', 'faults', { mode });
    await expect(sendMail({ to: 'a@example.com', subject: 'lost' })).rejects.toThrow();
    expect(await mailsTo('a@example.com')).toHaveLength(kept);
  });
});
