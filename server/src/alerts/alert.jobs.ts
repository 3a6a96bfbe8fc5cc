import { z } from 'zod';
import { findReadersAt, findReadersOfRole } from '../accounts/staff-readers.ts';
import type { MailService } from '../notifications/mail.service.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { say } from '../platform/i18n/say.ts';
import { defineJob, type JobDefinition, type JobOutcome, type Jobs } from '../platform/jobs/jobs.ts';
import { isLocale, type RequestContext } from '../platform/request-context.ts';
import { alertSeverities as severities } from './alert.messages.ts';
import type { AlertWebhook } from './alert-webhook.ts';
import { StaffAlert, textOf } from './staff-alert.entity.ts';

const announcement = z.object({
  alertId: z.uuid(),
  what: z.enum(['RAISED', 'SETTLED']),
  /** The alert's count when it was told: a repeat of the job sends no second mail. */
  nth: z.int(),
});
export type Announcement = z.infer<typeof announcement>;

/** The job that tells of an alert. */
export const announceAlertJob = { name: 'alert.announce' } as const;
const postAlertJob = { name: 'alert.webhook' } as const;

interface Parts {
  mails: Pick<MailService, 'queue'>;
  jobs: Pick<Jobs, 'send'>;
  /** Null where no webhook is set. */
  webhook: AlertWebhook | null;
  /** Empty: the addresses of every ADMIN. */
  addresses: readonly string[];
}

const retries = { retryLimit: 8, retryDelaySeconds: 5, retryDelayMaxSeconds: 600, expireInSeconds: 60 };

/**
 * Tells staff of an alert: a mail to each address, and the webhook by a job of its own, so that one that does not
 * answer holds up no mail. That an alert is over goes to the webhook alone.
 */
export function createAlertJobs(parts: Parts): JobDefinition<Announcement>[] {
  return [
    defineJob({
      ...announceAlertJob,
      ...retries,
      data: announcement,
      concurrency: 5,
      handle: (ctx, data) => announce(ctx, data, parts),
    }),
    defineJob({
      ...postAlertJob,
      ...retries,
      data: announcement,
      concurrency: 5,
      handle: (ctx, data) => post(ctx, data, parts),
    }),
  ];
}

async function announce(ctx: RequestContext, data: Announcement, parts: Parts): Promise<JobOutcome> {
  return inTransaction(ctx.em, async (em) => {
    const alert = await em.findOne(StaffAlert, { id: data.alertId });
    if (!alert) return 'SKIPPED';
    if (data.what === 'RAISED') {
      const to =
        parts.addresses.length > 0
          ? await findReadersAt(em, parts.addresses)
          : await findReadersOfRole(em, 'ADMIN');
      for (const { email: recipient, locale: wanted } of to) {
        const locale = isLocale(wanted) ? wanted : 'en';
        const { subject, lines } = textOf(alert, locale);
        const dedupeKey = `staff-alert:${alert.id}:${data.nth}:${recipient}`;
        const headline = `${say(severities[alert.severity], locale)}: ${subject}`;
        const payload = { subject: headline, lines, path: alert.path };
        const mail = { kind: 'STAFF_ALERT', recipient, locale, dedupeKey, payload } as const;
        await parts.mails.queue(em, mail, ctx.clock.now());
      }
      if (to.length === 0 && !parts.webhook)
        ctx.log.error({ alertId: alert.id, kind: alert.kind, severity: alert.severity }, 'alert_told_nobody');
    }
    if (parts.webhook) await parts.jobs.send(em, postAlertJob, data);
    return 'SUCCESS';
  });
}

/** What it tells is how the alert stands now, so that no order of jobs leaves an alert that is over open elsewhere. */
async function post(ctx: RequestContext, { alertId }: Announcement, parts: Parts): Promise<JobOutcome> {
  const alert = await ctx.em.findOne(StaffAlert, { id: alertId });
  if (!alert || !parts.webhook) return 'SKIPPED';
  await parts.webhook.post(alert, ctx.clock.now());
  return 'SUCCESS';
}
