import { LockMode } from '@mikro-orm/core';
import type { AuditLog } from '../audit/audit-log.ts';
import type { MailService } from '../notifications/mail.service.ts';
import { addDays } from '../platform/clock/clock.ts';
import { newId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { InvalidInput, type RateLimited, userError } from '../platform/graphql/user-error.ts';
import { pageAddress } from '../platform/i18n/page-address.ts';
import { say } from '../platform/i18n/say.ts';
import { maskEmail } from '../platform/logging/redact.ts';
import { isLocale, type RequestContext, type SignedInUser } from '../platform/request-context.ts';
import { hashToken, randomToken } from '../platform/security/secrets.ts';
import { accountMessages as messages } from './account.messages.ts';
import type { AccountCodes } from './account-code.service.ts';
import { supersedeCodes } from './account-code.store.ts';
import type { CodeSent } from './account-code.types.ts';
import { deviceInWords } from './device-words.ts';
import { normaliseEmail } from './email-address.ts';
import {
  addressIsUnique,
  findOpenChange,
  keepChange,
  moveAddress,
  takeBackFrom,
} from './email-change.store.ts';
import {
  EmailChanged,
  EmailChangeRefused,
  EmailRestored,
  EmailTaken,
  LinkInvalid,
} from './email-change.types.ts';
import { isStaffRole } from './role.ts';
import type { RoleDecisions } from './role-decisions.ts';
import { holdsStaffRights } from './second-factor.states.ts';
import type { SessionService } from './session.service.ts';
import type { CodeLocked, InvalidCode } from './sign-in.types.ts';
import { User } from './user.entity.ts';

export interface EmailChangeParts {
  codes: AccountCodes;
  sessions: SessionService;
  mails: Pick<MailService, 'queue'>;
  audit: AuditLog;
  decisions: Pick<RoleDecisions, 'keep'>;
  /** Where a person reaches the shop. */
  publicUrl: () => string;
  /**
   * Frees an address by erasing the account that stands there, if nothing was ever bought with it and it holds no
   * role. False when there is more to it.
   */
  eraseIfEmpty(ctx: RequestContext, em: EntityManager, email: string): Promise<boolean>;
}

/** How long the old address's mail can take a change back. */
export const objectDays = 7;

/** Another address for an account: proven by a code that is mailed to it, and open to objection from the old one. */
export class EmailChangeService {
  readonly #parts: EmailChangeParts;

  constructor(parts: EmailChangeParts) {
    this.#parts = parts;
  }

  /** Mails a code to the new address. The answer is the same whether or not that has an account. */
  async request(
    ctx: RequestContext,
    actor: SignedInUser,
    address: string,
  ): Promise<CodeSent | EmailChangeRefused | RateLimited | InvalidInput> {
    const refusal = whyRefused(ctx, actor);
    if (refusal) return refusal;
    const email = normaliseEmail(address);
    if (!email) return invalidEmail(ctx, 'INVALID_EMAIL');
    return inTransaction(ctx.em, async (em) => {
      const user = await lockUser(em, actor.userId);
      if (user.email === email) return invalidEmail(ctx, 'SAME_EMAIL');
      return this.#parts.codes.issue(ctx, em, { userId: user.id, purpose: 'CHANGE_EMAIL', email });
    });
  }

  /**
   * Changes the address, ends every other session and tells the old address how to object. Locks the person, then
   * the code. That the address is taken is said only after its code was right.
   */
  async confirm(
    ctx: RequestContext,
    actor: SignedInUser,
    input: { email: string; code: string },
  ): Promise<EmailChanged | InvalidCode | CodeLocked | EmailTaken | EmailChangeRefused | RateLimited> {
    const refusal = whyRefused(ctx, actor) ?? (await this.#parts.codes.countTry(ctx));
    if (refusal) return refusal;
    const email = normaliseEmail(input.email) ?? '';
    const work = async (em: EntityManager) => {
      const user = await lockUser(em, actor.userId);
      const wish = { userId: user.id, purpose: 'CHANGE_EMAIL' as const, email, code: input.code };
      const consume = await this.#parts.codes.check(ctx, em, wish);
      if (typeof consume !== 'function') return consume;
      const before = user.email;
      if (!(await moveAddress(em, user.id, email))) return taken(ctx, 'EMAIL_TAKEN');
      await this.#parts.decisions.keep(em, { userId: user.id, email: before }, ctx.clock.now());
      await consume();
      await supersedeCodes(em, user.id, ctx.clock.now());
      await this.#parts.sessions.end(ctx, em, { userId: user.id, except: actor.sessionId });
      const objectBy = await this.#note(ctx, em, user, before, email);
      user.email = email;
      return Object.assign(new EmailChanged(), { user, objectBy });
    };
    return inTransaction(ctx.em, work, addressIsUnique);
  }

  /**
   * Takes a change back with the link of the old address's mail: the address is the old one again, whatever came
   * after, and every session ends, for the one who made the change may hold one.
   */
  async object(
    ctx: RequestContext,
    token: string,
  ): Promise<EmailRestored | LinkInvalid | EmailTaken | RateLimited> {
    const limited = await this.#parts.codes.countTry(ctx);
    if (limited) return limited;
    const work = async (em: EntityManager) => {
      const now = ctx.clock.now();
      const change = await findOpenChange(em, hashToken(token), now);
      if (!change) return linkInvalid(ctx);
      const { userId, oldEmail } = change;
      const user = await lockUser(em, userId);
      if (!(await findOpenChange(em, hashToken(token), now))) return linkInvalid(ctx);
      // Whoever found themselves signed out may have signed in anew meanwhile, to an account that is empty.
      const isFree =
        (await moveAddress(em, userId, oldEmail)) ||
        ((await this.#parts.eraseIfEmpty(ctx, em, oldEmail)) && (await moveAddress(em, userId, oldEmail)));
      if (!isFree) return taken(ctx, 'EMAIL_IN_USE_AGAIN');
      await this.#parts.decisions.keep(em, { userId, email: user.email }, now);
      await takeBackFrom(em, change, now);
      await supersedeCodes(em, userId, now);
      await this.#parts.sessions.end(ctx, em, { userId });
      await this.#tell(ctx, em, { email: oldEmail, locale: user.locale }, { notice: 'EMAIL_RESTORED' });
      await this.#record(ctx, em, user, 'restoreEmail', { before: user.email, after: oldEmail });
      return Object.assign(new EmailRestored(), { email: oldEmail });
    };
    return inTransaction(ctx.em, work, addressIsUnique);
  }

  /** What is kept of a change, and what the old address is told. @returns until when it can be taken back */
  async #note(
    ctx: RequestContext,
    em: EntityManager,
    user: User,
    oldEmail: string,
    newEmail: string,
  ): Promise<Date> {
    const [token, now] = [randomToken(), ctx.clock.now()];
    const objectBy = addDays(now, objectDays);
    const change = { id: newId(), userId: user.id, oldEmail, newEmail, ip: ctx.ip };
    await keepChange(em, { ...change, changedAt: now, objectBy, tokenHash: hashToken(token) });
    await this.#record(ctx, em, user, 'changeEmail', { before: oldEmail, after: newEmail });
    // Behind #, so that no server's log has it.
    const locale = isLocale(user.locale) ? user.locale : 'en';
    const link = pageAddress(this.#parts.publicUrl(), locale, `/not-me#${token}`);
    const words = { notice: 'EMAIL_CHANGED' as const, newEmail: maskEmail(newEmail), days: objectDays, link };
    await this.#tell(ctx, em, { email: oldEmail, locale: user.locale }, words);
    return objectBy;
  }

  async #tell(
    ctx: RequestContext,
    em: EntityManager,
    to: { email: string; locale: string },
    words: { notice: 'EMAIL_CHANGED' | 'EMAIL_RESTORED'; newEmail?: string; days?: number; link?: string },
  ): Promise<void> {
    const from = {
      device: deviceInWords(ctx.userAgent, to.locale === 'es' ? 'es' : 'en'),
      address: ctx.ip,
    };
    const mail = { kind: 'ACCOUNT_NOTICE' as const, recipient: to.email, locale: to.locale };
    const payload = { ...words, ...from };
    await this.#parts.mails.queue(
      em,
      { ...mail, dedupeKey: `account-notice:${newId()}`, payload },
      ctx.clock.now(),
    );
  }

  /** Of people of staff the audit log has it too: their address is how they are known there. */
  async #record(
    ctx: RequestContext,
    em: EntityManager,
    user: User,
    action: 'changeEmail' | 'restoreEmail',
    { before, after }: { before: string; after: string },
  ): Promise<void> {
    if (!user.roles.some(isStaffRole)) return;
    await this.#parts.audit.record(ctx, em, {
      action,
      subject: { type: 'user', id: user.id, label: after },
      before: { email: before },
      after: { email: after },
    });
  }
}

async function lockUser(em: EntityManager, id: string): Promise<User> {
  return em.findOneOrFail(User, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

/** Somebody of staff changes their address only in a session that holds their rights. */
function whyRefused(ctx: RequestContext, { account, secondFactor }: SignedInUser): EmailChangeRefused | null {
  if (!account.roles.some(isStaffRole) || holdsStaffRights(secondFactor)) return null;
  const message = say(messages.SECOND_FACTOR_NEEDED, ctx.locale);
  return userError(EmailChangeRefused, { code: 'SECOND_FACTOR_NEEDED', message });
}

function invalidEmail(ctx: RequestContext, code: 'INVALID_EMAIL' | 'SAME_EMAIL'): InvalidInput {
  const message = say(messages[code], ctx.locale);
  return userError(InvalidInput, {
    code: 'INVALID_INPUT',
    message,
    errors: [{ path: 'email', code, message }],
  });
}

const taken = (ctx: RequestContext, code: 'EMAIL_TAKEN' | 'EMAIL_IN_USE_AGAIN'): EmailTaken =>
  userError(EmailTaken, { code, message: say(messages[code], ctx.locale) });

const linkInvalid = (ctx: RequestContext): LinkInvalid =>
  userError(LinkInvalid, { code: 'LINK_INVALID', message: say(messages.LINK_INVALID, ctx.locale) });
