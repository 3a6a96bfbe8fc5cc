import { z } from 'zod';
import { addMinutes } from '../platform/clock/clock.ts';
import {
  defineJob,
  type JobAttempt,
  type JobDefinition,
  type JobOutcome,
  type Jobs,
} from '../platform/jobs/jobs.ts';
import { maskEmail } from '../platform/logging/redact.ts';
import { isLocale, type Locale, type RequestContext } from '../platform/request-context.ts';
import type { Vault } from '../platform/security/secrets.ts';
import type { DeliveryReader } from './delivery-facts.ts';
import { Mail, type MailKind } from './mail.entity.ts';
import { isUnwanted } from './mail-choice.store.ts';
import { createReleaseMailsJob, mustWait } from './mail-release.jobs.ts';
import { type MailPayload, payloadSchemas, signInCodeMinutes } from './mail-request.ts';
import { topicOf } from './mail-topic.ts';
import { type MailContent, MailError, type Mailer } from './mailer.ts';
import { addressOfNobody, readerWhoLeft } from './nobody.ts';
import { type Frame, frameOf, type ShopFacts } from './templates/frame.ts';
import { unsubscribeToken, unsubscribeUrl } from './unsubscribe-link.ts';

export const mailJobName = 'mail.send';

interface MailJobOptions {
  mailer: Mailer;
  vault: Pick<Vault, 'open' | 'mac' | 'matches'>;
  deliveryReader: DeliveryReader;
  /** Asked for with each mail: the port of a first start is known late. */
  publicUrl: () => string;
  supportEmail: string;
  /** Mails then say that the shop is a trial one. */
  isSandbox: boolean;
}

/**
 * Sends one queued mail. A mail may reach the mail server twice when the process dies between its answer and
 * our note of it; both carry one Message-ID.
 */
function createMailJob(options: MailJobOptions): JobDefinition<{ mailId: string }> {
  return defineJob({
    name: mailJobName,
    data: z.object({ mailId: z.uuid() }),
    retryLimit: 8,
    retryDelaySeconds: 5,
    retryDelayMaxSeconds: 600,
    // Above the mailer's own limit for one mail, so that a slow try never runs beside the next.
    expireInSeconds: 120,
    concurrency: 10,
    handle: async (ctx, { mailId }, attempt) => {
      const mail = await ctx.em.findOne(Mail, { id: mailId });
      if (!mail || mail.sentAt || (await mustWait(ctx, mail))) return 'SKIPPED';
      return await sendMail(ctx, mailId, options, attempt);
    },
  });
}

/** Defines the jobs of mails: of each one, and of those that waited for the switch. */
export function defineMailJobs(jobs: Jobs, options: MailJobOptions): void {
  const { mailJob, releaseJob } = createMailJobs(jobs, options);
  jobs.define(mailJob);
  jobs.define(releaseJob);
}

/** The job of each mail, and the one that releases those that were held. */
export function createMailJobs(jobs: Pick<Jobs, 'send'>, options: MailJobOptions) {
  const mailJob = createMailJob(options);
  const send = (ctx: RequestContext, mailId: string) => sendMail(ctx, mailId, options, null);
  return { mailJob, releaseJob: createReleaseMailsJob({ jobs, mailJob, send }) };
}

/**
 * Sends one mail now, whatever the switch says. What it ends as is noted, but for a failure outside the mail's own
 * job, which has no attempt: that is left for its job to find, so that it becomes a dead letter.
 * @throws MailError where trying again may help
 */
async function sendMail(
  ctx: RequestContext,
  mailId: string,
  options: MailJobOptions,
  attempt: JobAttempt | null,
): Promise<JobOutcome> {
  const mail = await ctx.em.findOne(Mail, { id: mailId });
  if (!mail || mail.sentAt) return 'SKIPPED';
  const end = async (outcome: 'SKIPPED' | 'FAILED') => {
    if (attempt || outcome === 'SKIPPED')
      await note(ctx, mailId, { sealedPayload: null, ...withoutReader(mail) });
    return outcome;
  };
  const log = ctx.log.child({ mailId, kind: mail.kind, recipient: maskEmail(mail.recipient) });
  if (isCode(mail.kind) && ctx.clock.now() >= addMinutes(mail.createdAt, signInCodeMinutes)) {
    log.warn('mail_too_late');
    // One that was tried before and failed until now: the mail server may be down for everybody.
    return await end(attempt && attempt.number > 1 ? 'FAILED' : 'SKIPPED');
  }
  const content = (await isWanted(ctx, mail)) ? await contentOf(ctx, mail, options) : 'UNWANTED';
  if (content === 'REVOKED' || content === 'UNWANTED') return await end('SKIPPED');
  if (!content) {
    log.error('mail_without_subject_matter');
    return await end('FAILED');
  }
  try {
    const { messageId } = await options.mailer.send({ ...content, id: mail.id, to: mail.recipient });
    await note(ctx, mailId, {
      sentAt: ctx.clock.now(),
      messageId,
      sealedPayload: null,
      ...withoutReader(mail),
    });
    log.info('mail_sent');
    return 'SUCCESS';
  } catch (error) {
    if (!(error instanceof MailError && error.isPermanent)) throw error;
    log.error({ error }, 'mail_refused');
    return await end('FAILED');
  }
}

/** The last mail to somebody who left is the last use of their address: with it, it is forgotten. */
function withoutReader({ dedupeKey }: Mail): { recipient?: string } {
  const userId = readerWhoLeft(dedupeKey);
  return userId === null ? {} : { recipient: addressOfNobody(userId) };
}

/** Codes run out, so their mails do too. */
const isCode = (kind: MailKind): boolean => kind === 'SIGN_IN_CODE' || kind === 'ACCOUNT_CODE';

/** Whether its reader has not switched mails of its kind off: asked when it is sent, for they may do so until then. */
async function isWanted(ctx: RequestContext, { kind, userId }: Mail): Promise<boolean> {
  const topic = topicOf(kind);
  return topic === null || userId === null || !(await isUnwanted(ctx.em, userId, topic));
}

/** Written only to a mail that is not sent yet, so that the first try to end is the one recorded. It waits no more. */
async function note(
  ctx: RequestContext,
  id: string,
  change: { sealedPayload: null; sentAt?: Date; messageId?: string; recipient?: string },
): Promise<void> {
  await ctx.em.nativeUpdate(Mail, { id, sentAt: null }, { ...change, heldAt: null });
}

/**
 * Null when what the mail is about is not there: the order, or for a delivery an eSIM that is ready. REVOKED when all
 * that it would tell has been taken back since.
 */
async function contentOf(
  ctx: RequestContext,
  mail: Mail,
  options: MailJobOptions,
): Promise<MailContent | 'REVOKED' | null> {
  // Loaded with the first mail: the templates bring a renderer that most processes start without.
  const templates = await import('./templates/index.ts');
  const locale = isLocale(mail.locale) ? mail.locale : 'en';
  const unsubscribe = unsubscribeOf(mail, locale, options);
  const frame: Frame = { ...frameOf(shopFacts(options), locale), ...unsubscribe };
  if (mail.kind === 'SIGN_IN_CODE') {
    return await templates.signInCodeMail(payloadOf(mail, 'SIGN_IN_CODE', options.vault), frame);
  }
  if (mail.kind === 'ACCOUNT_CODE')
    return await templates.accountCodeMail(payloadOf(mail, 'ACCOUNT_CODE', options.vault), frame);
  if (mail.kind === 'ACCOUNT_NOTICE')
    return await templates.accountNoticeMail(payloadOf(mail, 'ACCOUNT_NOTICE', options.vault), frame);
  if (mail.kind === 'STAFF_ALERT')
    return templates.staffAlertMail(payloadOf(mail, 'STAFF_ALERT', options.vault), frame);
  if (mail.kind === 'STAFF_NOTICE')
    return templates.staffNoticeMail(payloadOf(mail, 'STAFF_NOTICE', options.vault), frame);
  const isHandingOut = mail.kind === 'ORDER_DELIVERED' || mail.kind === 'ORDER_PARTLY_DELIVERED';
  const facts =
    mail.orderId && (await options.deliveryReader.read({ ...ctx, locale }, mail.orderId, isHandingOut));
  if (!facts) return null;
  switch (mail.kind) {
    case 'ORDER_DELIVERED':
    case 'ORDER_PARTLY_DELIVERED':
      if (facts.esims.length > 0) return await templates.deliveryMail(facts, frame);
      return facts.revoked > 0 ? 'REVOKED' : null;
    case 'EXPIRY_REMINDER': {
      const payload = payloadOf(mail, 'EXPIRY_REMINDER', options.vault);
      return { ...(await templates.expiryReminderMail(facts, payload, frame)), ...unsubscribe };
    }
    case 'TRIP_TIPS':
      return { ...(await templates.tripTipsMail(facts, frame)), ...unsubscribe };
    case 'DELIVERY_IN_REVIEW':
      return await templates.inReviewMail(facts, frame);
    case 'ORDER_REFUNDED':
      return await templates.refundedMail(facts, payloadOf(mail, 'ORDER_REFUNDED', options.vault), frame);
    case 'ORDER_REVIVED':
      return await templates.revivedMail(facts, frame);
    case 'REFUND_ASKED':
      return await templates.refundAskedMail(facts, payloadOf(mail, 'REFUND_ASKED', options.vault), frame);
    case 'REFUND_REFUSED':
      return await templates.refundRefusedMail(
        facts,
        payloadOf(mail, 'REFUND_REFUSED', options.vault),
        frame,
      );
    case 'PAYMENT_RETURNED':
      return await templates.returnedMail(facts, payloadOf(mail, 'PAYMENT_RETURNED', options.vault), frame);
  }
}

/** The link that ends mails of this topic, where they can be ended. */
function unsubscribeOf(
  { kind, userId }: Mail,
  locale: Locale,
  { vault, publicUrl }: MailJobOptions,
): { unsubscribeUrl?: string } {
  const topic = topicOf(kind);
  if (topic === null || userId === null) return {};
  return { unsubscribeUrl: unsubscribeUrl(publicUrl(), locale, unsubscribeToken(vault, { userId, topic })) };
}

const shopFacts = ({ publicUrl, supportEmail, isSandbox }: MailJobOptions): ShopFacts => ({
  publicUrl: publicUrl(),
  supportEmail,
  isSandbox,
});

function payloadOf<K extends MailKind>(mail: Mail, kind: K, vault: Pick<Vault, 'open'>): MailPayload<K>;
function payloadOf(mail: Mail, kind: MailKind, vault: Pick<Vault, 'open'>): MailPayload<MailKind> {
  return payloadSchemas[kind].parse(
    mail.sealedPayload === null ? null : JSON.parse(vault.open(mail.sealedPayload)),
  );
}
