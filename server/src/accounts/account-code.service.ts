import type { Config } from '../config.ts';
import type { MailService } from '../notifications/mail.service.ts';
import { addHours, addMinutes, addSeconds, secondsUntil } from '../platform/clock/clock.ts';
import { newId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { assertInTransaction } from '../platform/database/transaction.ts';
import { RateLimited, userError } from '../platform/graphql/user-error.ts';
import { clientNetwork } from '../platform/http/client-address.ts';
import { say } from '../platform/i18n/say.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { Limits } from '../platform/security/limits.ts';
import { randomBelow, type Vault } from '../platform/security/secrets.ts';
import { accountMessages as messages } from './account.messages.ts';
import {
  type CodePurpose,
  consumeCode,
  countGuess,
  keepCode,
  lockOpenCode,
  sentCodes,
} from './account-code.store.ts';
import { CodeSent } from './account-code.types.ts';
import { CodeLocked, InvalidCode } from './sign-in.types.ts';
import { codeLifetimeMinutes, lockIssuing, maxAttempts } from './sign-in-code.limits.ts';

interface Parts {
  config: Pick<Config, 'limits'>;
  vault: Pick<Vault, 'mac' | 'matches'>;
  mails: Pick<MailService, 'queue'>;
  limits: Limits;
}

/** The code that a person asks for, and where it is mailed to. */
export interface CodeWish {
  userId: string;
  purpose: CodePurpose;
  email: string;
}

/**
 * Mailed codes that confirm a step of somebody who is signed in: six digits, ten minutes, five guesses, as those that
 * sign in, but for one person and one purpose.
 */
export class AccountCodes {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Mails a new code, which ends the person's earlier one for this purpose. One a minute and five a day for the person
   * and for the address, and no more for a client than of codes that sign in. The caller holds the person's row lock;
   * takes the issue locks of address and client.
   */
  async issue(ctx: RequestContext, em: EntityManager, wish: CodeWish): Promise<CodeSent | RateLimited> {
    assertInTransaction(em);
    const { mails, vault, config } = this.#parts;
    const [now, ip] = [ctx.clock.now(), clientNetwork(ctx.ip)];
    await lockIssuing(em, wish.email, ip);
    const wait = await this.#waitSeconds(em, { ...wish, ip }, now);
    if (wait !== null) return tooMany(ctx, 'TOO_MANY_CODES', wait);
    const code = String(randomBelow(1_000_000)).padStart(6, '0');
    const [id, expiresAt] = [newId(), addMinutes(now, codeLifetimeMinutes)];
    await keepCode(em, {
      ...wish,
      id,
      codeHash: vault.mac(macText(id, code)),
      ip,
      createdAt: now,
      expiresAt,
    });
    const payload = { code, purpose: wish.purpose };
    const mail = { kind: 'ACCOUNT_CODE' as const, recipient: wish.email, locale: ctx.locale, payload };
    await mails.queue(em, { ...mail, dedupeKey: `account-code:${id}` }, now);
    const resendAt = addSeconds(now, config.limits.codeIntervalSeconds);
    return Object.assign(new CodeSent(), { email: wish.email, expiresAt, resendAt });
  }

  /** Counts a try from this client, before anything is looked at. */
  async countTry(ctx: RequestContext): Promise<RateLimited | null> {
    const { retryAfterSeconds } = await this.#parts.limits.take(ctx, 'signIn');
    return retryAfterSeconds === null ? null : tooMany(ctx, 'TOO_MANY_SIGN_INS', retryAfterSeconds);
  }

  /**
   * Looks at a guess under the code's row lock. A right one gives what ends the code, to be called once what it
   * confirms is done: a refusal in between leaves the code as it is.
   */
  async check(
    ctx: RequestContext,
    em: EntityManager,
    wish: Omit<CodeWish, 'email'> & { email?: string; code: string },
  ): Promise<(() => Promise<void>) | InvalidCode | CodeLocked> {
    assertInTransaction(em);
    const now = ctx.clock.now();
    const open = await lockOpenCode(em, wish.userId, wish.purpose, now);
    if (!open || (wish.email !== undefined && open.email !== wish.email)) return invalidCode(ctx, 0);
    if (open.attempts >= maxAttempts) return this.#locked(ctx, open.createdAt);
    if (this.#parts.vault.matches(macText(open.id, wish.code.trim()), open.codeHash))
      return () => consumeCode(em, open.id, now);
    await countGuess(em, open.id);
    return invalidCode(ctx, maxAttempts - open.attempts - 1);
  }

  async #waitSeconds(
    em: EntityManager,
    by: CodeWish & { ip: string | null },
    now: Date,
  ): Promise<number | null> {
    const { codeWindowHours, codesPerEmail, codesPerIp, codeIntervalSeconds } = this.#parts.config.limits;
    const most = Math.max(codesPerEmail, codesPerIp);
    const sent = await sentCodes(em, by, addHours(now, -codeWindowHours), most);
    const intervals = [sent.person[0], sent.email[0]].map((at) => at && addSeconds(at, codeIntervalSeconds));
    const windows = [
      sent.person[codesPerEmail - 1],
      sent.email[codesPerEmail - 1],
      sent.ip[codesPerIp - 1],
    ].map((at) => at && addHours(at, codeWindowHours));
    const free = Math.max(0, ...[...intervals, ...windows].map((at) => at?.getTime() ?? 0));
    return free > now.getTime() ? secondsUntil(now, new Date(free)) : null;
  }

  #locked(ctx: RequestContext, createdAt: Date): CodeLocked {
    const [now, resendAt] = [
      ctx.clock.now(),
      addSeconds(createdAt, this.#parts.config.limits.codeIntervalSeconds),
    ];
    const message = say(messages.CODE_LOCKED, ctx.locale);
    const requestAgainAt = resendAt > now ? resendAt : now;
    return userError(CodeLocked, { code: 'CODE_LOCKED', message, requestAgainAt });
  }
}

/** Another text than of codes that sign in, so that none can stand for the other. */
const macText = (id: string, code: string): string => `account ${id} ${code}`;

const tooMany = (ctx: RequestContext, code: 'TOO_MANY_CODES' | 'TOO_MANY_SIGN_INS', seconds: number) =>
  userError(RateLimited, {
    code,
    message: say(messages[code], ctx.locale, { seconds }),
    retryAfterSeconds: seconds,
  });

const invalidCode = (ctx: RequestContext, attemptsLeft: number): InvalidCode =>
  userError(InvalidCode, {
    code: 'INVALID_CODE',
    message: say(messages.INVALID_CODE, ctx.locale, { left: attemptsLeft }),
    attemptsLeft,
  });
