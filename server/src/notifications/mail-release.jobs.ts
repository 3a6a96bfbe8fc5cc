import { sql } from 'kysely';
import { z } from 'zod';
import { addMinutes } from '../platform/clock/clock.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { defineJob, type JobDefinition, type JobOutcome, type Jobs } from '../platform/jobs/jobs.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { isSwitchedOn } from '../switches/switch-name.ts';
import type { Mail } from './mail.entity.ts';

/** The job that sends what waited while the switch MAIL was off. */
export const releaseMailsJob = { name: 'mail.release' } as const;
/** One run sends at most this many, and asks for another run where more wait. */
const batch = 200;
/** And takes no new one after this long: a mail server that is slow must not make the run count as dead. */
const runMinutes = 10;

interface Parts {
  jobs: Pick<Jobs, 'send'>;
  /** The job of one mail: what fails here is tried again by it. */
  mailJob: Pick<JobDefinition<{ mailId: string }>, 'name'>;
  /** A FAILED of it is not noted yet. */
  send(ctx: RequestContext, mailId: string): Promise<JobOutcome>;
}

/**
 * Whether a mail has to wait: the switch is off, or earlier mails for the same reader wait still. If so it is
 * marked, and goes out in its turn. Two statements at most.
 */
export async function mustWait(ctx: RequestContext, mail: Mail): Promise<boolean> {
  if (mail.heldAt) return true;
  const { rows } = await sql<{ mustWait: boolean }>`
    select not ${isSwitchedOn('MAIL')} or exists (
      select from mails
      where recipient = ${mail.recipient} and held_at is not null and sent_at is null and id < ${mail.id}
    ) as "mustWait"`.execute(ctx.em.getKysely());
  if (!rows[0]?.mustWait) return false;
  await sql`update mails set held_at = ${ctx.clock.now()} where id = ${mail.id} and sent_at is null`.execute(
    ctx.em.getKysely(),
  );
  return true;
}

/**
 * Sends held mails one by one in the order in which they were asked for; never in two processes at once. Asked for
 * when MAIL is turned on, and each minute for a mail that was marked just then.
 */
export function createReleaseMailsJob(parts: Parts): JobDefinition {
  return defineJob({
    ...releaseMailsJob,
    data: z.object({}),
    retryLimit: 3,
    retryDelaySeconds: 5,
    retryDelayMaxSeconds: 60,
    expireInSeconds: 900,
    concurrency: 1,
    isExclusive: true,
    cron: '* * * * *',
    handle: (ctx) => release(ctx, parts),
  });
}

async function release(ctx: RequestContext, { send, jobs, mailJob }: Parts): Promise<JobOutcome> {
  const until = addMinutes(ctx.clock.now(), runMinutes);
  for (let count = 0; count < batch && ctx.clock.now() < until; count += 1) {
    const mailId = await nextHeld(ctx.em);
    if (!mailId) return count > 0 ? 'SUCCESS' : 'SKIPPED';
    if (await isDone(ctx, mailId, send)) continue;
    await inTransaction(ctx.em, async (em) => {
      await sql`update mails set held_at = null where id = ${mailId}`.execute(em.getKysely());
      await jobs.send(em, mailJob, { mailId });
    });
  }
  await jobs.send(ctx.em, releaseMailsJob, {});
  return 'SUCCESS';
}

/** Whether a mail needs no job of its own: one that failed does, to be tried again or to become a dead letter. */
async function isDone(ctx: RequestContext, mailId: string, send: Parts['send']): Promise<boolean> {
  try {
    return (await send({ ...ctx, em: ctx.em.fork() }, mailId)) !== 'FAILED';
  } catch (error) {
    ctx.log.warn({ error, mailId }, 'held_mail_will_retry');
    return false;
  }
}

/** Looked up anew for each: the switch may be turned off again meanwhile. */
async function nextHeld(em: EntityManager): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from mails
    where held_at is not null and sent_at is null and ${isSwitchedOn('MAIL')}
    order by id limit 1`.execute(em.getKysely());
  return rows[0]?.id;
}
