import { sql } from 'kysely';
import { type ParsedMail, simpleParser } from 'mailparser';
import pino, { type Logger } from 'pino';
import { SMTPServer } from 'smtp-server';
import { createDatabase, databaseUrl, dropDatabase, templateName } from '../../test/kit/template.ts';
import { newId } from '../platform/database/id.ts';
import { createOrm, type Orm } from '../platform/database/orm.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { type JobReport, Jobs } from '../platform/jobs/jobs.ts';
import { type RequestContext, systemActor } from '../platform/request-context.ts';
import { Vault } from '../platform/security/secrets.ts';
import type { DeliveryFacts } from './delivery-facts.ts';
import { Mail } from './mail.entity.ts';
import { createMailJobs } from './mail.jobs.ts';
import { MailService } from './mail.service.ts';
import type { MailRequest } from './mail-request.ts';
import { createSmtpMailer } from './smtp/smtp-mailer.ts';

export const code = '402917';
export const recipient = 'ana.garcia@example.com';

export const codeMail = (dedupeKey = 'sign-in-code:1') => ({
  kind: 'SIGN_IN_CODE' as const,
  recipient,
  locale: 'es',
  dedupeKey,
  payload: { code },
});

export const orderMail = (kind: 'ORDER_DELIVERED' | 'DELIVERY_IN_REVIEW'): MailRequest => ({
  kind,
  recipient,
  locale: 'es',
  dedupeKey: `${kind}:1`,
  orderId: newId(),
});

export const facts: DeliveryFacts = {
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

/** A shop's database with the jobs of mails and a mail server, for their tests. Nothing works on the queue yet. */
export interface MailFixture {
  orm: Orm;
  jobs: Jobs;
  mails: MailService;
  log: Logger;
  /** What `ctx.clock` tells. */
  now: Date;
  /** What the mail server took. */
  received: ParsedMail[];
  /** It answers each message with the next of these, or takes it. */
  replies: number[];
  /** What is to be told of any order, and the languages in which it was asked for. */
  order: DeliveryFacts | null;
  readIn: string[];
  /** All that was logged. */
  logged: string;
  context(): RequestContext;
  queue(request: MailRequest): Promise<boolean>;
  rows(): Promise<Mail[]>;
  /** The first mail of all. */
  row(): Promise<Mail>;
  queuedJobs(): Promise<{ id: string; state: string }[]>;
  /** Runs the job of the first mail. */
  run(number?: number): Promise<JobReport>;
  /** Has all mails wait, as while MAIL is off. */
  hold(): Promise<unknown>;
  release(ctx?: RequestContext): Promise<JobReport>;
  releasesAsked(): Promise<number>;
  /** Before each test: no mail, no job, nothing received, said or logged. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export async function startMailFixture(): Promise<MailFixture> {
  const name = `mails_${process.pid}_${newId().slice(-12)}`;
  await createDatabase(name, templateName);
  const orm = createOrm({ url: databaseUrl(name), replicaUrls: [], poolSize: 5 }, [Mail]);
  const log = pino(
    { level: 'debug' },
    {
      write(line: string) {
        fixture.logged += line;
      },
    },
  );
  const server = mailServer((message) => {
    const responseCode = fixture.replies.shift();
    if (responseCode === undefined) fixture.received.push(message);
    return responseCode;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const mailer = mailerTo(server);
  const vault = new Vault('a secret key of thirty-two letters');
  const jobs = new Jobs({ databaseUrl: databaseUrl(name), log, contextOf: () => fixture.context() });
  const { mailJob, releaseJob } = createMailJobs(jobs, {
    mailer,
    vault,
    deliveryReader: {
      read: async (ctx) => {
        fixture.readIn.push(ctx.locale);
        return fixture.order;
      },
    },
    publicUrl: () => 'https://tribi.example',
    supportEmail: 'help@tribi.example',
    isSandbox: true,
  });
  jobs.define({ ...mailJob, retryDelaySeconds: 0, retryDelayMaxSeconds: 1 });
  jobs.define(releaseJob);
  const execute = (statement: string, values: string[] = []) => orm.em.fork().execute(statement, values);
  const fixture: MailFixture = {
    orm,
    jobs,
    mails: new MailService({ jobs, vault }),
    log,
    ...blank(),
    context: () => contextOf(orm, log, () => fixture.now),
    /** Orders are another room's: their foreign key is not looked at here. */
    queue: (request) =>
      inTransaction(orm.em, async (em) => {
        await em.execute('set local session_replication_role = replica');
        return await fixture.mails.queue(em, request, fixture.now);
      }),
    rows: () => orm.em.fork().find(Mail, {}),
    async row() {
      const [first] = await fixture.rows();
      if (!first) throw new Error('No mail was queued.');
      return first;
    },
    async queuedJobs() {
      const { rows } = await sql<{
        id: string;
        state: string;
      }>`select id, state::text from pgboss.job where name = ${mailJob.name}`.execute(
        orm.em.fork().getKysely(),
      );
      return rows;
    },
    run: async (number = 1) =>
      mailJob.handle(fixture.context(), { mailId: (await fixture.row()).id }, { number, isLastTry: false }),
    hold: () => execute('update mails set held_at = created_at'),
    release: (ctx = fixture.context()) => releaseJob.handle(ctx, {}, { number: 1, isLastTry: false }),
    releasesAsked: async () =>
      (await execute('select 1 from pgboss.job where name = ?', [releaseJob.name])).length,
    async clear() {
      Object.assign(fixture, blank());
      await execute('delete from mails');
      await execute('delete from pgboss.job');
    },
    async close() {
      await jobs.stop();
      mailer.close();
      server.close(() => undefined);
      await orm.close();
      await dropDatabase(name);
    },
  };
  await jobs.start();
  return fixture;
}

const blank = (): Pick<MailFixture, 'now' | 'received' | 'replies' | 'order' | 'readIn' | 'logged'> => ({
  now: new Date('2027-01-15T10:00:00Z'),
  received: [],
  replies: [],
  order: null,
  readIn: [],
  logged: '',
});

/** @param answerTo the code with which a message is turned away, undefined where it is taken */
const mailServer = (answerTo: (message: ParsedMail) => number | undefined): SMTPServer =>
  new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, _session, done) => {
      simpleParser(stream).then((parsed) => {
        const responseCode = answerTo(parsed);
        done(responseCode ? Object.assign(new Error(`no, ${recipient}`), { responseCode }) : null);
      }, done);
    },
  });

function mailerTo(server: SMTPServer): ReturnType<typeof createSmtpMailer> {
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('The mail server has no port.');
  const smtp = { host: '127.0.0.1', port: address.port, user: undefined, password: undefined, useTls: false };
  return createSmtpMailer({ from: 'Tribi <hello@tribi.example>', smtp });
}

const contextOf = (orm: Orm, log: Logger, now: () => Date): RequestContext => ({
  actor: systemActor('test'),
  locale: 'en',
  requestId: 'test',
  ip: null,
  userAgent: null,
  deviceToken: null,
  em: orm.em.fork(),
  clock: { now },
  log,
  loaders: new Map(),
});
