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
import type { RateLimiter } from '../platform/security/rate-limiter.ts';
import { randomBelow, type Vault } from '../platform/security/secrets.ts';
import { accountMessages as messages } from './account.messages.ts';
import { normaliseEmail } from './email-address.ts';
import { addressIsUnique } from './email-change.store.ts';
import { type DeviceToken, KnownDevices } from './known-device.ts';
import { type SecondFactorState, secondFactorState } from './second-factor.states.ts';
import { findFactor } from './second-factor.store.ts';
import type { Session, SessionTransport } from './session.entity.ts';
import type { SessionService } from './session.service.ts';
import { CodeLocked, InvalidCode, SignInCodeSent } from './sign-in.types.ts';
import { SignInCode } from './sign-in-code.entity.ts';
import {
  type CodeAsker,
  codeLifetimeMinutes,
  lockIssuing,
  maxAttempts,
  retryAfterSeconds,
} from './sign-in-code.limits.ts';
import { lockAddress, lockPerson } from './staff.lock.ts';
import type { StaffAdmission } from './staff-admission.ts';
import { User } from './user.entity.ts';

interface Parts {
  config: Config;
  vault: Vault;
  mails: MailService;
  sessions: SessionService;
  limits: Limits;
  limiter: RateLimiter;
  admission: StaffAdmission;
}

export interface SignInSuccess {
  user: User;
  session: Session;
  /** The session's token, shown this once. */
  token: string;
  secondFactor: SecondFactorState;
  /** What makes this client known from now on: its codes are its own. */
  device: DeviceToken;
}

/** Sign-in by a mailed six-digit code: no passwords, and no account before an address is proven. */
export class SignInService {
  readonly #parts: Parts;
  readonly #devices: KnownDevices;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#devices = new KnownDevices(parts.vault);
  }

  /**
   * Mails a new code, which ends any earlier one of this device, or of all that are not known. The answer is the same whether or not an account exists.
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
      const asker = this.#asker(ctx, email);
      await lockIssuing(em, email, asker.ip);
      const now = ctx.clock.now();
      const wait = await retryAfterSeconds(em, limits, asker, now);
      if (wait !== null) {
        return userError(RateLimited, {
          code: 'TOO_MANY_CODES',
          message: say(messages.TOO_MANY_CODES, ctx.locale, { seconds: wait }),
          retryAfterSeconds: wait,
        });
      }
      const expiresAt = await this.#issue(em, ctx, asker, now);
      return Object.assign(new SignInCodeSent(), {
        email,
        expiresAt,
        resendAt: addSeconds(now, limits.codeIntervalSeconds),
      });
    });
  }

  /**
   * Trades a code for a session. Takes the code's row lock, so parallel guesses are counted one by one and
   * a code works once. The person's row is made here, on the first proof of the address. Guesses of a known device
   * are not counted with those of its network: a stranger there could use them up, and its codes bound them anyway.
   */
  async signIn(
    ctx: RequestContext,
    input: { email: string; code: string; transport: SessionTransport },
  ): Promise<SignInSuccess | InvalidCode | CodeLocked | RateLimited> {
    const email = normaliseEmail(input.email) ?? '';
    const { device } = this.#asker(ctx, email);
    const limited = device ? null : await this.#tooMany(ctx);
    if (limited) return limited;
    const work = async (em: EntityManager) => {
      const now = ctx.clock.now();
      const open = await openCode(em, email, device, now);
      if (!open) return this.#guessAtNothing(ctx, email, now);
      if (open.attempts >= maxAttempts) return this.#locked(ctx, open, now);
      if (!this.#parts.vault.matches(macText(open.id, input.code.trim()), open.codeHash)) {
        open.attempts += 1;
        return invalidCode(ctx, maxAttempts - open.attempts);
      }
      open.consumedAt = now;
      // The code by which a device becomes known counts as its own.
      open.deviceId = device ?? newId();
      const user = await this.#findOrCreateUser(em, ctx, email, now);
      const { session, token } = this.#parts.sessions.begin(em, ctx, user, input.transport);
      const secondFactor = await this.#secondFactorOf(em, user);
      return {
        user,
        session,
        token,
        secondFactor,
        device: this.#devices.remember(open.deviceId, email, now),
      };
    };
    // Somebody may move to this very address meanwhile: run again, they are found by it.
    return inTransaction(ctx.em, work, addressIsUnique);
  }

  #asker(ctx: RequestContext, email: string): CodeAsker {
    const device = this.#devices.idOf(ctx.deviceToken, email, ctx.clock.now());
    return { email, ip: clientNetwork(ctx.ip), device };
  }

  async #tooMany(ctx: RequestContext): Promise<RateLimited | null> {
    const { retryAfterSeconds: wait } = await this.#parts.limits.take(ctx, 'signIn');
    if (wait === null) return null;
    return userError(RateLimited, {
      code: 'TOO_MANY_SIGN_INS',
      message: say(messages.TOO_MANY_SIGN_INS, ctx.locale, { seconds: wait }),
      retryAfterSeconds: wait,
    });
  }

  /**
   * Answers as if there were a code, so that a guess does not tell whether somebody asked for one: five tries, then
   * locked for as long as a code would be.
   */
  async #guessAtNothing(ctx: RequestContext, email: string, now: Date): Promise<InvalidCode | CodeLocked> {
    if (email === '') return invalidCode(ctx, 0);
    const limit = { points: maxAttempts, perSeconds: codeLifetimeMinutes * 60 };
    const taking = { key: `no code ${email}`, limit };
    const { retryAfterSeconds, left } = await this.#parts.limiter.takeAll(ctx, [taking]);
    return retryAfterSeconds === null ? invalidCode(ctx, left) : codeLocked(ctx, now);
  }

  async #issue(em: EntityManager, ctx: RequestContext, asker: CodeAsker, now: Date): Promise<Date> {
    const { email, ip, device: deviceId } = asker;
    const code = String(randomBelow(1_000_000)).padStart(6, '0');
    const id = newId();
    const expiresAt = addMinutes(now, codeLifetimeMinutes);
    const earlier = { email, deviceId, consumedAt: null, supersededAt: null };
    await em.nativeUpdate(SignInCode, earlier, { supersededAt: now });
    em.create(SignInCode, {
      id,
      email,
      codeHash: this.#parts.vault.mac(macText(id, code)),
      ip,
      deviceId,
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
    return codeLocked(ctx, resendAt > now ? resendAt : now);
  }

  async #findOrCreateUser(em: EntityManager, ctx: RequestContext, email: string, now: Date): Promise<User> {
    await lockAddress(em, email);
    const known = await lockPerson(em, email);
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
        deletedAt: null,
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

/**
 * The open code that a guess is for, locked: the device's own, else the one that any other client asked for. So no
 * stranger's guess is ever counted against a known device's code.
 */
async function openCode(
  em: EntityManager,
  email: string,
  device: string | null,
  now: Date,
): Promise<SignInCode | null> {
  for (const deviceId of device ? [device, null] : [null]) {
    const which = { email, deviceId, consumedAt: null, supersededAt: null, expiresAt: { $gt: now } };
    const code = await em.findOne(SignInCode, which, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (code) return code;
  }
  return null;
}

/** The code's id is part of what is hashed, so equal codes of two people do not look equal. */
const macText = (id: string, code: string): string => `${id} ${code}`;

const invalidCode = (ctx: RequestContext, attemptsLeft: number): InvalidCode =>
  userError(InvalidCode, {
    code: 'INVALID_CODE',
    message: say(messages.INVALID_CODE, ctx.locale, { left: attemptsLeft }),
    attemptsLeft,
  });

const codeLocked = (ctx: RequestContext, requestAgainAt: Date): CodeLocked =>
  userError(CodeLocked, {
    code: 'CODE_LOCKED',
    message: say(messages.CODE_LOCKED, ctx.locale),
    requestAgainAt,
  });

function invalidEmail(ctx: RequestContext): InvalidInput {
  const message = say(messages.INVALID_EMAIL, ctx.locale);
  return userError(InvalidInput, {
    code: 'INVALID_INPUT',
    message,
    errors: [{ path: 'email', code: 'INVALID_EMAIL', message }],
  });
}
