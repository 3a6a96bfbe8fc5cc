import { isRole, rolesAllow } from '../accounts/role.ts';
import { User } from '../accounts/user.entity.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { MailService } from '../notifications/mail.service.ts';
import { Order } from '../orders/order.entity.ts';
import { orderMessages as messages } from '../orders/order.messages.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { tooManyWrites } from '../platform/graphql/staff-write.limit.ts';
import { RateLimited, userError } from '../platform/graphql/user-error.ts';
import { say } from '../platform/i18n/say.ts';
import type { RequestContext, SignedInUser } from '../platform/request-context.ts';
import type { Limits } from '../platform/security/limits.ts';
import type { RateLimiter } from '../platform/security/rate-limiter.ts';
import { Esim } from './esim.entity.ts';
import { isUsable } from './esim.states.ts';
import { DeliveryResent, NothingToResend } from './esim.type.ts';

/** A delivery mail again, at most once a minute for an order: asked for by its buyer, or by SUPPORT for them. */
export class ResendService {
  readonly #mails: MailService;
  readonly #limiter: RateLimiter;
  readonly #audit: AuditLog;
  readonly #limits: Limits;

  constructor(parts: { mails: MailService; limiter: RateLimiter; audit: AuditLog; limits: Limits }) {
    this.#audit = parts.audit;
    this.#limits = parts.limits;
    this.#mails = parts.mails;
    this.#limiter = parts.limiter;
  }

  /** @throws GraphQL error RATE_LIMITED: for somebody else's order it is a write of staff like any other */
  async resend(
    ctx: RequestContext,
    actor: SignedInUser,
    number: string,
  ): Promise<DeliveryResent | NothingToResend | RateLimited> {
    const isStaff = rolesAllow(actor.roles.filter(isRole), ['SUPPORT']);
    const whose = isStaff ? {} : { userId: actor.userId };
    const order = await ctx.em.findOne(Order, { number: number.toUpperCase(), ...whose });
    const esims = order ? await ctx.em.find(Esim, { orderId: order.id }) : [];
    if (!order || !esims.some((esim) => isUsable(esim.status))) {
      const code = order ? 'NOTHING_TO_RESEND' : 'ORDER_NOT_FOUND';
      return userError(NothingToResend, { code, message: say(messages[code], ctx.locale) });
    }
    const isOwn = order.userId === actor.userId;
    if (!isOwn) await this.#assertStaffMayWrite(ctx);
    const wait = await this.#limiter.take(ctx, `resend ${order.id}`, { points: 1, perSeconds: 60 });
    if (wait !== null) {
      const message = say(messages.RESEND_LIMIT, ctx.locale, { seconds: wait });
      return userError(RateLimited, { code: 'RESEND_LIMIT', message, retryAfterSeconds: wait });
    }
    const { email } = await ctx.em.findOneOrFail(User, { id: order.userId });
    const request = {
      kind: 'ORDER_DELIVERED' as const,
      recipient: email,
      locale: isOwn ? ctx.locale : order.locale,
      dedupeKey: `order-delivered:${order.id}`,
      orderId: order.id,
    };
    await inTransaction(ctx.em, async (em) => {
      await this.#mails.resend(em, request, ctx.clock.now());
      if (isOwn) return;
      const subject = { type: 'order', id: order.id, label: order.number };
      await this.#audit.record(ctx, em, { action: 'resendDelivery', subject });
    });
    return Object.assign(new DeliveryResent(), { sentTo: email });
  }

  /** The schema cannot tell whose order it is, so the limit of staff writes is taken here. */
  async #assertStaffMayWrite(ctx: RequestContext): Promise<void> {
    const { retryAfterSeconds } = await this.#limits.take(ctx, 'staffWrite');
    if (retryAfterSeconds !== null) throw tooManyWrites(ctx, retryAfterSeconds);
  }
}
