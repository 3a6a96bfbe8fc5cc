import type { EntityManager } from '../platform/database/orm.ts';
import { RateLimited, userError } from '../platform/graphql/user-error.ts';
import { say } from '../platform/i18n/say.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { Limits } from '../platform/security/limits.ts';
import type { RateLimiter } from '../platform/security/rate-limiter.ts';
import type { Vault } from '../platform/security/secrets.ts';
import { accountMessages as messages } from './account.messages.ts';
import { readRecoveryCode } from './recovery-code.ts';
import { findFactor, takeRecoveryCode, takeStep } from './second-factor.store.ts';
import { InvalidCode } from './sign-in.types.ts';
import { matchingStep } from './totp.ts';

/** After so many wrong codes in an hour the owner is told. */
export const wrongCodesToTell = 5;

/** How somebody showed that they have their second factor. */
export type Proof = { kind: 'TOTP' } | { kind: 'RECOVERY_CODE'; id: string };

/** Checks codes of second factors and takes them, so that none works twice. */
export class SecondFactorProof {
  readonly #vault: Vault;
  readonly #limits: Limits;
  readonly #limiter: RateLimiter;

  constructor(parts: { vault: Vault; limits: Limits; limiter: RateLimiter }) {
    this.#vault = parts.vault;
    this.#limits = parts.limits;
    this.#limiter = parts.limiter;
  }

  /** Counts a try, right or wrong, before anything is looked at: the tries left, or how long to wait. */
  async countTry(ctx: RequestContext): Promise<number | RateLimited> {
    const { retryAfterSeconds, left } = await this.#limits.takeInTurn(ctx, 'secondFactor');
    if (retryAfterSeconds === null) return left;
    return userError(RateLimited, {
      code: 'TOO_MANY_SECOND_FACTORS',
      message: say(messages.TOO_MANY_SECOND_FACTORS, ctx.locale, { seconds: retryAfterSeconds }),
      retryAfterSeconds,
    });
  }

  /** Counts a wrong code of a second factor that is on. True for the one that makes it look like guessing. */
  async countWrong(ctx: RequestContext, userId: string): Promise<boolean> {
    const key = `wrong second factor ${userId}`;
    const limit = { points: wrongCodesToTell, perSeconds: 3600 };
    const { retryAfterSeconds, left } = await this.#limiter.takeAll(ctx, [{ key, limit }]);
    return retryAfterSeconds === null && left === 0;
  }

  /** Takes a code of the authenticator or a recovery code within the caller's transaction. Null: neither, or used. */
  async take(ctx: RequestContext, em: EntityManager, userId: string, text: string): Promise<Proof | null> {
    const now = ctx.clock.now();
    const recovery = readRecoveryCode(text);
    if (recovery) {
      const id = await takeRecoveryCode(em, userId, this.hash(userId, recovery), now);
      return id ? { kind: 'RECOVERY_CODE', id } : null;
    }
    const factor = await findFactor(em, userId);
    const step = factor?.isOn ? this.stepOf(ctx, factor.sealedSecret, text) : null;
    return step !== null && (await takeStep(em, userId, step)) ? { kind: 'TOTP' } : null;
  }

  /** The time step that a code is of; null when it is of none, or the secret was sealed with another SECRET_KEY. */
  stepOf(ctx: RequestContext, sealedSecret: string, text: string): number | null {
    const code = text.replace(/\s/g, '');
    if (!/^\d{6}$/.test(code)) return null;
    try {
      return matchingStep(this.#vault.open(sealedSecret), code, ctx.clock.now());
    } catch (error) {
      ctx.log.error({ error }, 'second_factor_unreadable');
      return null;
    }
  }

  /** A recovery code as it is stored; the person is part of what is hashed. */
  hash(userId: string, code: string): string {
    return this.#vault.mac(`recovery ${userId} ${code}`);
  }
}

/** The answer to a wrong code. */
export const wrongCode = (ctx: RequestContext, attemptsLeft: number): InvalidCode =>
  userError(InvalidCode, {
    code: 'INVALID_SECOND_FACTOR',
    message: say(messages.INVALID_SECOND_FACTOR, ctx.locale, { left: attemptsLeft }),
    attemptsLeft,
  });
