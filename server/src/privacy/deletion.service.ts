import type { AccountCodes } from '../accounts/account-code.service.ts';
import type { CodeSent } from '../accounts/account-code.types.ts';
import { deviceInWords } from '../accounts/device-words.ts';
import { objectDays } from '../accounts/email-change.service.ts';
import { hasOpenChange } from '../accounts/email-change.store.ts';
import { lockPresent } from '../accounts/present.lock.ts';
import { isStaffRole } from '../accounts/role.ts';
import type { CodeLocked, InvalidCode } from '../accounts/sign-in.types.ts';
import type { User } from '../accounts/user.entity.ts';
import type { MailService } from '../notifications/mail.service.ts';
import { farewellKey } from '../notifications/nobody.ts';
import { findUnsettled, lockOrdersOf } from '../orders/unsettled.query.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { type RateLimited, userError } from '../platform/graphql/user-error.ts';
import { say } from '../platform/i18n/say.ts';
import type { RequestContext, SignedInUser } from '../platform/request-context.ts';
import { AccountDeleted, AccountNotDeletable } from './deletion.types.ts';
import type { Erasure } from './erasure.ts';
import { privacyMessages as messages } from './privacy.messages.ts';

interface Parts {
  codes: AccountCodes;
  mails: Pick<MailService, 'queue'>;
  erasure: Erasure;
}

/** Leaving: confirmed by a code that is mailed, refused while something between us is not over. */
export class DeletionService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Mails the code, or says at once what stands against it. */
  async request(
    ctx: RequestContext,
    actor: SignedInUser,
  ): Promise<CodeSent | AccountNotDeletable | RateLimited> {
    return inTransaction(ctx.em, async (em) => {
      const user = await lockPresent(em, actor);
      const refusal = await whyNot(ctx, em, user);
      if (refusal) return refusal;
      const wish = { userId: user.id, purpose: 'DELETE_ACCOUNT' as const, email: user.email };
      return this.#parts.codes.issue(ctx, em, wish);
    });
  }

  /**
   * Erases the person with the mailed code, in one transaction. Locks their orders, then the person, then the code:
   * what is being paid, refunded or ordered right now is finished first, and then stands against it, or finds nobody.
   */
  async delete(
    ctx: RequestContext,
    actor: SignedInUser,
    code: string,
  ): Promise<AccountDeleted | AccountNotDeletable | InvalidCode | CodeLocked | RateLimited> {
    const limited = await this.#parts.codes.countTry(ctx);
    if (limited) return limited;
    return inTransaction(ctx.em, async (em) => {
      await lockOrdersOf(em, actor.userId);
      const user = await lockPresent(em, actor);
      const refusal = await whyNot(ctx, em, user);
      if (refusal) return refusal;
      const wish = { userId: user.id, purpose: 'DELETE_ACCOUNT' as const, email: user.email, code };
      const consume = await this.#parts.codes.check(ctx, em, wish);
      if (typeof consume !== 'function') return consume;
      const { id, email, locale } = user;
      await this.#parts.erasure.erase(ctx, em, id);
      await this.#sayGoodbye(ctx, em, { id, email, locale });
      em.clear();
      return Object.assign(new AccountDeleted(), { isDone: true });
    });
  }

  async #sayGoodbye(
    ctx: RequestContext,
    em: EntityManager,
    { id, email, locale }: Pick<User, 'id' | 'email' | 'locale'>,
  ): Promise<void> {
    const device = deviceInWords(ctx.userAgent, locale === 'es' ? 'es' : 'en');
    const payload = { notice: 'ACCOUNT_DELETED' as const, device, address: ctx.ip };
    const mail = { kind: 'ACCOUNT_NOTICE' as const, recipient: email, locale, payload };
    await this.#parts.mails.queue(em, { ...mail, dedupeKey: farewellKey(id) }, ctx.clock.now());
  }
}

async function whyNot(
  ctx: RequestContext,
  em: EntityManager,
  user: User,
): Promise<AccountNotDeletable | null> {
  if (user.roles.some(isStaffRole)) return notDeletable(ctx, 'HOLDS_ROLES', []);
  if (await hasOpenChange(em, user.id, ctx.clock.now())) return notDeletable(ctx, 'ADDRESS_JUST_CHANGED', []);
  const unsettled = await findUnsettled(em, user.id);
  const why = unsettled[0]?.why;
  if (!why) return null;
  const orders = unsettled.filter((order) => order.why === why).map(({ number }) => number);
  return notDeletable(ctx, why, orders);
}

const notDeletable = (
  ctx: RequestContext,
  code: Exclude<keyof typeof messages, 'TOO_MANY_EXPORTS'>,
  orderNumbers: string[],
): AccountNotDeletable =>
  userError(AccountNotDeletable, {
    code,
    message: say(messages[code], ctx.locale, { orders: orderNumbers.join(', '), days: objectDays }),
    orderNumbers,
  });
