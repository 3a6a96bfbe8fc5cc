import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type ParsedMail, simpleParser } from 'mailparser';
import pino from 'pino';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensurePostgres, type Postgres } from '../../launcher/postgres.ts';
import { addMinutes } from '../platform/clock/clock.ts';
import { newId } from '../platform/database/id.ts';
import { createOrm, type EntityManager, type Orm } from '../platform/database/orm.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { type RequestContext, systemActor } from '../platform/request-context.ts';
import { Vault } from '../platform/security/secrets.ts';
import type { DeliveryFacts } from './delivery-facts.ts';
import { Mail } from './mail.entity.ts';
import { createMailJobs } from './mail.jobs.ts';
import { MailService } from './mail.service.ts';
import type { MailRequest } from './mail-request.ts';
import { createSmtpMailer } from './smtp/smtp-mailer.ts';

const code = '402917';
const recipient = 'ana.garcia@example.com';
const vault = new Vault('a secret key of thirty-two letters');
let now = new Date('2027-01-15T10:00:00Z');
let received: ParsedMail[] = [];
let replies: number[] = [];
let order: DeliveryFacts | null = null;
let readIn: string[] = [];
let logged = '';
let folder: string;
let postgres: Postgres;
let orm: Orm;
let jobs: Jobs;
let mails: MailService;
let job: ReturnType<typeof createMailJobs>['mailJob'];
let releaseJob: ReturnType<typeof createMailJobs>['releaseJob'];

/** Answers each message with the next of `replies`, or takes it. */
const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData: (stream, _session, done) => {
    simpleParser(stream).then((parsed) => {
      const responseCode = replies.shift();
      if (responseCode === undefined) received.push(parsed);
      done(responseCode ? Object.assign(new Error(`no, ${recipient}`), { responseCode }) : null);
    }, done);
  },
});
const log = pino(
  { level: 'debug' },
  {
    write(line: string) {
      logged += line;
    },
  },
);
const mailer = () => {
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('The mail server has no port.');
  const smtp = { host: '127.0.0.1', port: address.port, user: undefined, password: undefined, useTls: false };
  return createSmtpMailer({ from: 'Tribi <hello@tribi.example>', smtp });
};
let sending: ReturnType<typeof mailer>;

const context = (): RequestContext => ({
  actor: systemActor('test'),
  locale: 'en',
  requestId: 'test',
  ip: null,
  userAgent: null,
  deviceToken: null,
  em: orm.em.fork(),
  clock: { now: () => now },
  log,
  loaders: new Map(),
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tribi-mails-'));
  postgres = await ensurePostgres({ dataDir: folder, throwaway: true });
  orm = createOrm({ url: postgres.url, replicaUrls: [], poolSize: 5 }, [Mail]);
  await orm.migrator.up();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  sending = mailer();
  jobs = new Jobs({ databaseUrl: postgres.url, log, contextOf: () => context() });
  const made = createMailJobs(jobs, {
    mailer: sending,
    vault,
    deliveryReader: {
      read: async (ctx) => {
        readIn.push(ctx.locale);
        return order;
      },
    },
    publicUrl: () => 'https://tribi.example',
    supportEmail: 'help@tribi.example',
    isSandbox: true,
  });
  ({ mailJob: job, releaseJob } = made);
  jobs.define({ ...job, retryDelaySeconds: 0, retryDelayMaxSeconds: 1 });
  jobs.define(releaseJob);
  await jobs.start();
  mails = new MailService({ jobs, vault });
}, 60_000);

afterAll(async () => {
  await jobs.stop();
  sending.close();
  server.close(() => undefined);
  await orm.close();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  now = new Date('2027-01-15T10:00:00Z');
  received = [];
  replies = [];
  order = null;
  readIn = [];
  logged = '';
  await orm.em.fork().execute('delete from mails');
  await orm.em.fork().execute('delete from pgboss.job');
});

const codeMail = (dedupeKey = 'sign-in-code:1') => ({
  kind: 'SIGN_IN_CODE' as const,
  recipient,
  locale: 'es',
  dedupeKey,
  payload: { code },
});

const orderMail = (kind: 'ORDER_DELIVERED' | 'DELIVERY_IN_REVIEW'): MailRequest => ({
  kind,
  recipient,
  locale: 'es',
  dedupeKey: `${kind}:1`,
  orderId: newId(),
});

const facts: DeliveryFacts = {
  orderNumber: 'TRB-7K3MQ9',
  orderUrl: 'https://tribi.example/orders/TRB-7K3MQ9',
  placeName: 'España',
  planName: 'España 5 GB',
  isUnlimited: false,
  dataMb: 5120,
  validityDays: 30,
  validityPolicy: 'FROM_FIRST_USE',
  countryCodes: ['ES'],
  total: { amount: 1250, currency: 'EUR' },
  quantity: 1,
  lost: 0,
  revoked: 0,
  esims: [
    {
      position: 1,
      iccid: '8934071234567890120',
      activationCode: 'LPA:1$smdp.supplier.example$SECRET-MATCHING-ID',
      smdpAddress: 'smdp.supplier.example',
      matchingId: 'SECRET-MATCHING-ID',
      installLinks: { ios: 'https://ios.example/i', android: 'https://android.example/i' },
    },
  ],
};

/** Orders are another room's: their foreign key is not looked at here. */
async function queue(request: MailRequest): Promise<boolean> {
  return await inTransaction(orm.em, async (em) => {
    await em.execute('set local session_replication_role = replica');
    return await mails.queue(em, request, now);
  });
}

const rows = async () => await orm.em.fork().find(Mail, {});
async function row(): Promise<Mail> {
  const [first] = await rows();
  if (!first) throw new Error('No mail was queued.');
  return first;
}
const queuedJobs = async (em: EntityManager = orm.em.fork()) =>
  (
    await sql<{
      id: string;
      state: string;
    }>`select id, state::text from pgboss.job where name = ${job.name}`.execute(em.getKysely())
  ).rows;
const run = async (number = 1) =>
  await job.handle(context(), { mailId: (await row()).id }, { number, isLastTry: false });
const hold = () => orm.em.fork().execute('update mails set held_at = created_at');
const release = (ctx = context()) => releaseJob.handle(ctx, {}, { number: 1, isLastTry: false });
const releasesAsked = async () =>
  (await orm.em.fork().execute('select 1 from pgboss.job where name = ?', [releaseJob.name])).length;

describe('asking for a mail', () => {
  it('makes one mail and one job for one key, however often and at once it is asked', async () => {
    const asked = await Promise.all(Array.from({ length: 8 }, () => queue(codeMail())));
    expect(asked.filter(Boolean)).toHaveLength(1);
    expect(await rows()).toHaveLength(1);
    expect((await queuedJobs()).map(({ id }) => id)).toEqual([(await row()).id]);
  });

  it('makes neither when the transaction fails', async () => {
    const failing = inTransaction(orm.em, async (em) => {
      await mails.queue(em, codeMail(), now);
      throw new Error('something else went wrong');
    });
    await expect(failing).rejects.toThrow('something else went wrong');
    expect(await rows()).toEqual([]);
    expect(await queuedJobs()).toEqual([]);
  });

  it('refuses outside a transaction', async () => {
    await expect(mails.queue(orm.em.fork(), codeMail(), now)).rejects.toThrow(/inside a transaction/);
    expect(await rows()).toEqual([]);
  });

  it('keeps the code sealed', async () => {
    await queue(codeMail());
    expect((await row()).sealedPayload).not.toBeNull();
    expect(JSON.stringify(await row())).not.toContain(code);
  });

  it('sends again as a mail of its own, once a minute', async () => {
    await queue(codeMail());
    const again = () => inTransaction(orm.em, (em) => mails.resend(em, codeMail(), now));
    expect([await again(), await again()]).toEqual([true, false]);
    now = addMinutes(now, 1);
    expect(await again()).toBe(true);
    expect(await rows()).toHaveLength(3);
  });
});

describe('sending a mail', () => {
  it('sends the code, notes it, forgets the code, and never sends it again', async () => {
    await queue(codeMail());
    expect(await run()).toBe('SUCCESS');
    const { id } = await row();
    expect(received).toHaveLength(1);
    expect(received[0]?.text).toContain(code);
    expect(received[0]?.subject).toBe('Tu código para entrar en Tribi');
    expect(received[0]?.messageId).toBe(`<${id}@tribi.example>`);
    expect(await row()).toMatchObject({
      sentAt: now,
      messageId: `<${id}@tribi.example>`,
      sealedPayload: null,
    });
    expect(await run()).toBe('SKIPPED');
    expect(received).toHaveLength(1);
  });

  it('logs neither the code nor the address, when it works and when it fails', async () => {
    order = facts;
    await queue(codeMail());
    replies = [451];
    await run().catch((error: unknown) => log.warn({ error }, 'job_will_retry'));
    replies = [554];
    expect(await run()).toBe('FAILED');
    await orm.em.fork().execute('delete from mails');
    await queue(orderMail('ORDER_DELIVERED'));
    await run();
    expect(received).toHaveLength(1);
    expect(logged).toContain('mail_sent');
    expect(logged).toContain('mail_refused');
    expect(logged).not.toContain(code);
    expect(logged).not.toContain(recipient);
    expect(logged).not.toContain('SECRET-MATCHING-ID');
  });

  it('keeps everything for the next try when the server says later', async () => {
    await queue(codeMail());
    replies = [451];
    await expect(run()).rejects.toThrow(/451/);
    expect(await row()).toMatchObject({ sentAt: null });
    expect((await row()).sealedPayload).not.toBeNull();
    expect(await run()).toBe('SUCCESS');
    expect(received).toHaveLength(1);
  });

  it('gives up at once, and forgets the code, when the server will never take it', async () => {
    await queue(codeMail());
    replies = [550];
    expect(await run()).toBe('FAILED');
    expect(await row()).toMatchObject({ sentAt: null, sealedPayload: null });
    expect(received).toEqual([]);
  });

  it('does not send a code that opens nothing any more', async () => {
    await queue(codeMail());
    now = addMinutes(now, 10);
    expect(await run()).toBe('SKIPPED');
    expect(await row()).toMatchObject({ sentAt: null, sealedPayload: null });
    expect(received).toEqual([]);
  });

  it('calls for a person where a code failed for as long as it opened something', async () => {
    await queue(codeMail());
    now = addMinutes(now, 10);
    expect(await run(8)).toBe('FAILED');
    expect(await row()).toMatchObject({ sentAt: null, sealedPayload: null });
  });

  it('reads the order when it sends, in the language of the mail', async () => {
    await queue(orderMail('ORDER_DELIVERED'));
    order = facts;
    expect(await run()).toBe('SUCCESS');
    expect(readIn).toEqual(['es']);
    expect(received[0]?.subject).toBe('Tu eSIM de España está lista');
    expect(received[0]?.attachments.map(({ filename }) => filename)).toEqual(['esim-1.png']);
    expect(received[0]?.text).toContain('LPA:1$smdp.supplier.example$SECRET-MATCHING-ID');
    expect(received[0]?.text).toContain('Entorno de prueba');
  });

  it.each([
    ['the order is not there', null],
    ['no eSIM is ready', { ...facts, esims: [] }],
  ])('tells a person when %s', async (_name, found) => {
    order = found;
    await queue(orderMail('ORDER_DELIVERED'));
    expect(await run()).toBe('FAILED');
    expect(received).toEqual([]);
    expect((await row()).sentAt).toBeNull();
  });

  it('leaves unsent what has been taken back since', async () => {
    order = { ...facts, esims: [], revoked: 1 };
    await queue(orderMail('ORDER_DELIVERED'));
    expect(await run()).toBe('SKIPPED');
    expect(received).toEqual([]);
  });

  describe('that was held', () => {
    it('is passed over where all it tells was taken back, and those behind it go out', async () => {
      order = { ...facts, esims: [], revoked: 1 };
      await queue(orderMail('ORDER_DELIVERED'));
      await queue(codeMail());
      await hold();
      expect(await release()).toBe('SUCCESS');
      expect(received.map(({ text }) => text?.includes(code))).toEqual([true]);
      expect((await rows()).map(({ heldAt }) => heldAt)).toEqual([null, null]);
      expect(await releasesAsked()).toBe(0);
    });

    it('is given back to its own job where it fails, with all it needs to fail there', async () => {
      await queue(codeMail());
      await hold();
      await orm.em.fork().execute('delete from pgboss.job');
      replies = [550];
      expect(await release()).toBe('SUCCESS');
      expect((await queuedJobs()).map(({ state }) => state)).toEqual(['created']);
      expect(await row()).toMatchObject({ heldAt: null, sealedPayload: expect.any(String) });
      replies = [550];
      expect(await run()).toBe('FAILED');
      expect((await row()).sealedPayload).toBeNull();
    });

    it('is left to another run where this one takes too long', async () => {
      await queue({ ...codeMail('1'), recipient: 'first@example.com' });
      await queue({ ...codeMail('2'), recipient: 'second@example.com' });
      await hold();
      const started = now;
      const slow = { now: () => (received.length > 0 ? addMinutes(started, 11) : started) };
      expect(await release({ ...context(), clock: slow })).toBe('SUCCESS');
      expect(received).toHaveLength(1);
      expect(await releasesAsked()).toBe(1);
    });
  });

  // Last: from here on the queue is worked on.
  it('goes through the queue once, past a server that is busy at first', async () => {
    replies = [451];
    await Promise.all(Array.from({ length: 3 }, () => queue(codeMail())));
    await jobs.work();
    await expect
      .poll(async () => (await queuedJobs()).map(({ state }) => state), { timeout: 60_000 })
      .toEqual(['completed']);
    expect(replies).toEqual([]);
    expect(received).toHaveLength(1);
  }, 70_000);
});
