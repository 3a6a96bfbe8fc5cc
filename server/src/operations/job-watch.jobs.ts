import { sql } from 'kysely';
import { z } from 'zod';
import type { AlertService, AlertToRaise } from '../alerts/alert.service.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { type Timestamp, toDate } from '../platform/database/timestamp.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { sayInEach } from '../platform/i18n/say.ts';
import { forgetOldRuns } from '../platform/jobs/job-runs.ts';
import { deadLetterQueue, defineJob, type JobDefinition, type Jobs } from '../platform/jobs/jobs.ts';
import { redactText } from '../platform/logging/redact.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { jobAlert as texts } from './job-alert.messages.ts';

const watchName = 'watch-jobs';
const minuteMs = 60_000;
/** Jobs whose failure can wait for the day; any other may hold up money or delivery. */
const canWait = new Set([
  'mail.send',
  'alert.announce',
  'alert.webhook',
  'clean-job-runs',
  'forget-old-rows',
]);

interface Parts {
  jobs: Pick<Jobs, 'periodic'>;
  alerts: Pick<AlertService, 'raise' | 'settle'>;
}

const once = { data: z.object({}), retryDelaySeconds: 10, retryDelayMaxSeconds: 60, concurrency: 1 };

/**
 * Each minute looks at the other jobs: an alert is open for each kind of job that has dead letters, and for each that
 * should run by itself and has not for its time. Each night forgets old runs.
 */
export function createOperationsJobs(parts: Parts): JobDefinition[] {
  return [
    defineJob({
      ...once,
      name: watchName,
      retryLimit: 2,
      expireInSeconds: 60,
      isExclusive: true,
      cron: '* * * * *',
      handle: async (ctx) => {
        const alerts = [...(await deadLetterAlerts(ctx)), ...(await lateAlerts(ctx, parts.jobs))];
        await inTransaction(ctx.em, (em) => update(ctx, em, parts.alerts, alerts));
        return alerts.length > 0 ? 'SUCCESS' : 'SKIPPED';
      },
    }),
    defineJob({
      ...once,
      name: 'clean-job-runs',
      retryLimit: 3,
      expireInSeconds: 600,
      cron: '20 3 * * *',
      handle: async (ctx) => {
        const count = await forgetOldRuns(ctx);
        return count > 0 ? { outcome: 'SUCCESS', detail: `forgot ${count} runs` } : 'SKIPPED';
      },
    }),
  ];
}

type Found = AlertToRaise & { /** When it last got worse. */ since: Date };

/** One for each kind of job that has dead letters. */
async function deadLetterAlerts(ctx: RequestContext): Promise<Found[]> {
  const { rows } = await sql<{ name: string; count: number; newest: Timestamp; error: string | null }>`
    select source_name as name, count(*)::int as count, max(created_on) as newest,
      (array_agg(coalesce(source_output ->> 'message', source_output ->> 'value') order by created_on desc))[1] as error
    from pgboss.job
    where name = ${deadLetterQueue} and state = 'created' and source_name is not null
    group by source_name`.execute(ctx.em.getKysely());
  return rows.map(({ name, count, newest, error }) => ({
    kind: 'DEAD_LETTER',
    key: `dead-letter:${name}`,
    severity: canWait.has(name) ? 'WARNING' : 'CRITICAL',
    subject: sayInEach(texts.hasFailed, { name }),
    lines: [
      sayInEach(texts.waiting, { count }),
      ...(error ? [sayInEach(texts.lastError, { error: redactText(error).slice(0, 300) })] : []),
      texts.failedTodo,
    ],
    path: '/admin/dead-letters',
    since: toDate(newest),
  }));
}

/** One for each job that should have run by itself. */
async function lateAlerts(ctx: RequestContext, jobs: Parts['jobs']): Promise<Found[]> {
  const now = ctx.clock.now();
  const watchedSince = await watchingSince(ctx);
  // A job that a new version brought is awaited from when it was first given its times.
  const { rows } = await sql<{ name: string; scheduled: Timestamp; last: Timestamp | null }>`
    select s.name, min(s.created_on) as scheduled, (
      select max(ended_at) from job_runs r where r.name = s.name
    ) as last from pgboss.schedule s group by s.name`.execute(ctx.em.getKysely());
  return jobs.periodic.flatMap(({ name, everyMs }) => {
    const row = rows.find((each) => each.name === name);
    const last = row?.last;
    const from = last ?? row?.scheduled;
    const since = Math.max(from ? toDate(from).getTime() : 0, watchedSince.getTime());
    const due = since + everyMs + Math.max(10 * minuteMs, everyMs / 10);
    const lateMs = now.getTime() - due;
    if (lateMs <= 0) return [];
    return {
      kind: 'JOB_LATE',
      key: `job-late:${name}`,
      severity: 'CRITICAL' as const,
      subject: sayInEach(texts.isLate, { name }),
      lines: [
        sayInEach(texts.lateSince, {
          minutes: Math.round(everyMs / minuteMs),
          at: last ? toDate(last).toISOString() : texts.never,
        }),
        texts.lateTodo,
      ],
      path: '/admin/job-runs',
      // Worse with each hour: staff are told of it again after ALERT_REPEAT_HOURS.
      since: new Date(due + Math.floor(lateMs / (60 * minuteMs)) * 60 * minuteMs),
    };
  });
}

/** Since when this job itself runs without a gap: what it could not see, it does not call late. */
async function watchingSince(ctx: RequestContext): Promise<Date> {
  const { rows } = await sql<{ since: Timestamp | null }>`
    select max(ended_at) as since from (
      select ended_at, lag(ended_at) over (order by ended_at) as before from job_runs where name = ${watchName}
    ) runs
    where before is null or ended_at - before > interval '10 minutes'`.execute(ctx.em.getKysely());
  const since = rows[0]?.since;
  // This run is not written down yet; after a gap, or at the very first one, watching begins now.
  const last = await sql<{ last: Timestamp | null }>`
    select max(ended_at) as last from job_runs where name = ${watchName}`.execute(ctx.em.getKysely());
  const now = ctx.clock.now();
  const lastRun = last.rows[0]?.last;
  const isAfterGap = !lastRun || now.getTime() - toDate(lastRun).getTime() > 10 * minuteMs;
  return isAfterGap || !since ? now : toDate(since);
}

/** Raises what is new or has got worse, and settles what is over. */
async function update(
  ctx: RequestContext,
  em: EntityManager,
  alerts: Parts['alerts'],
  found: readonly Found[],
): Promise<void> {
  const { rows } = await sql<{ key: string; lastRaisedAt: Timestamp }>`
    select key, last_raised_at as "lastRaisedAt" from staff_alerts
    where kind in ('DEAD_LETTER', 'JOB_LATE') and settled_at is null order by key`.execute(em.getKysely());
  for (const { key } of rows)
    if (!found.some((alert) => alert.key === key)) await alerts.settle(ctx, em, key);
  for (const { since, ...alert } of found) {
    const open = rows.find(({ key }) => key === alert.key);
    if (!open || toDate(open.lastRaisedAt) < since) await alerts.raise(ctx, em, alert);
  }
}
