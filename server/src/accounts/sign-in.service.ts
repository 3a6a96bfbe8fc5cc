import { LockMode } from '@mikro-orm/core';
import type { Config } from '../config.ts';
import type { MailService } from '../notifications/mail.service.ts';
import { addMinutes, addSeconds } from '../platform/clock/clock.ts';
import { newId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { InvalidInput, RateLimited, userError } from '../platform/graphql/user-error.ts';
import { clientNetwork } from '../platform/http/client-address.ts';
import { say } from '../platform/i18n/say.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { Limits } from '../platform/security/limits.ts';
import { randomBelow, type Vault } from '../platform/security/secrets.ts';
import { accountMessages as messages } from './account.messages.ts';
import { normaliseEmail } from './email-address.ts';
import { type SecondFactorState, secondFactorState } from './second-factor.states.ts';
import { findFactor } from './second-factor.store.ts';
import type { Session, SessionTransport } from './session.entity.ts';
import type { SessionService } from './session.service.ts';
import { CodeLocked, InvalidCode, SignInCodeSent } from './sign-in.types.ts';
import { SignInCode } from './sign-in-code.entity.ts';
import { codeLifetimeMinutes, lockIssuing, maxAttempts, retryAfterSeconds } from './sign-in-code.limits.ts';
import type { StaffAdmission } from './staff-admission.ts';
import { User } from './user.entity.ts';

interface Parts {
  config: Config;
  vault: Vault;
  mails: MailService;
  sessions: SessionService;
  limits: Limits;
  admission: StaffAdmission;
}

export interface SignInSuccess {
  user: User;
  session: Session;
  /** The session's token, shown this once. */
  token: string;
  secondFactor: SecondFactorState;
}

/** Sign-in by a mailed six-digit code: no passwords, and no account before an address is proven. */
export class SignInService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Mails a new code, which ends any earlier one. The answer is the same whether or not an account exists.
   * Takes the issue locks of the address and the client.
   */
  async requestCode(
    ctx: RequestContext,
    address: string,
  ): Promise<SignInCodeSent | RateLimited | InvalidInput> {
    const email = normaliseEmail(address);
    if (!email) return invalidEmail(ctx);
    const { limits } = this.#parts.config;
    return inTransaction(ctx.em, async (em) => {
      const client = clientNetwork(ctx.ip);
      await lockIssuing(em, email, client);
      const now = ctx.clock.now();
      const wait = await retryAfterSeconds(em, limits, email, client, now);
      if (wait !== null) {
        return userError(RateLimited, {
          code: 'TOO_MANY_CODES',
          message: say(messages.TOO_MANY_CODES, ctx.locale, { seconds: wait }),
          retryAfterSeconds: wait,
        });
      }
      const expiresAt = await this.#issue(em, ctx, email, now);
      return Object.assign(new SignInCodeSent(), {
        email,
        expiresAt,
        resendAt: addSeconds(now, limits.codeIntervalSeconds),
      });
    });
  }

  /**
   * Trades a code for a session. Takes the code's row lock, so parallel guesses are counted one by one and
   * a code works once. The person's row is made here, on the first proof of the address.
   */
  async signIn(
    ctx: RequestContext,
    input: { email: string; code: string; transport: SessionTransport },
  ): Promise<SignInSuccess | InvalidCode | CodeLocked | RateLimited> {
    const email = normaliseEmail(input.email) ?? '';
    const { retryAfterSeconds: wait } = await this.#parts.limits.take(ctx, 'signIn');
    if (wait !== null) {
      return userError(RateLimited, {
        code: 'TOO_MANY_SIGN_INS',
        message: say(messages.TOO_MANY_SIGN_INS, ctx.locale, { seconds: wait }),
        retryAfterSeconds: wait,
      });
    }
    return inTransaction(ctx.em, async (em) => {
      const now = ctx.clock.now();
      const open = await em.findOne(
        SignInCode,
        { email, consumedAt: null, supersededAt: null },
        { lockMode: LockMode.PESSIMISTIC_WRITE },
      );
      if (!open || open.expiresAt <= now) return invalidCode(ctx, 0);
      if (open.attempts >= maxAttempts) return this.#locked(ctx, open, now);
      if (!this.#parts.vault.matches(macText(open.id, input.code.trim()), open.codeHash)) {
        open.attempts += 1;
        return invalidCode(ctx, maxAttempts - open.attempts);
      }
      open.consumedAt = now;
      const user = await this.#findOrCreateUser(em, ctx, email, now);
      const { session, token } = this.#parts.sessions.begin(em, ctx, user, input.transport);
      return { user, session, token, secondFactor: await this.#secondFactorOf(em, user) };
    });
  }

  async #issue(em: EntityManager, ctx: RequestContext, email: string, now: Date): Promise<Date> {
    const code = String(randomBelow(1_000_000)).padStart(6, '0');
    const id = newId();
    const expiresAt = addMinutes(now, codeLifetimeMinutes);
    await em.nativeUpdate(SignInCode, { email, consumedAt: null, supersededAt: null }, { supersededAt: now });
    em.create(SignInCode, {
      id,
      email,
      codeHash: this.#parts.vault.mac(macText(id, code)),
      ip: clientNetwork(ctx.ip),
      attempts: 0,
      createdAt: now,
      expiresAt,
      consumedAt: null,
      supersededAt: null,
    });
    const payload = { code };
    await this.#parts.mails.queue(
      em,
      {
        kind: 'SIGN_IN_CODE',
        recipient: email,
        locale: ctx.locale,
        dedupeKey: `sign-in-code:${id}`,
        payload,
      },
      now,
    );
    return expiresAt;
  }

  #locked(ctx: RequestContext, code: SignInCode, now: Date): CodeLocked {
    const resendAt = addSeconds(code.createdAt, this.#parts.config.limits.codeIntervalSeconds);
    return userError(CodeLocked, {
      code: 'CODE_LOCKED',
      message: say(messages.CODE_LOCKED, ctx.locale),
      requestAgainAt: resendAt > now ? resendAt : now,
    });
  }

  async #findOrCreateUser(em: EntityManager, ctx: RequestContext, email: string, now: Date): Promise<User> {
    const known = await em.findOne(User, { email }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const user =
      known ??
      em.create(User, {
        id: newId(),
        email,
        name: null,
        roles: [],
        rolesSetAt: null,
        locale: ctx.locale,
        currency: 'USD',
        createdAt: now,
        lastSignInAt: now,
      });
    await this.#parts.admission.admit(ctx, em, user);
    user.lastSignInAt = now;
    return user;
  }

  /** Where a session that just began stands. Shoppers cost no statement. */
  async #secondFactorOf(em: EntityManager, { id, roles }: User): Promise<SecondFactorState> {
    const isOn = roles.length > 0 && ((await findFactor(em, id))?.isOn ?? false);
    return secondFactorState({ roles, isOn, hasPassed: false }, this.#parts.config.secondFactorRoles);
  }
}

/** The code's id is part of what is hashed, so equal codes of two people do not look equal. */
const macText = (id: string, code: string): string => `${id} ${code}`;

const invalidCode = (ctx: RequestContext, attemptsLeft: number): InvalidCode =>
  userError(InvalidCode, {
    code: 'INVALID_CODE',
    message: say(messages.INVALID_CODE, ctx.locale, { left: attemptsLeft }),
    attemptsLeft,
  });

function invalidEmail(ctx: RequestContext): InvalidInput {
  const message = say(messages.INVALID_EMAIL, ctx.locale);
  return userError(InvalidInput, {
    code: 'INVALID_INPUT',
    message,
    errors: [{ path: 'email', code: 'INVALID_EMAIL', message }],
  });
}
