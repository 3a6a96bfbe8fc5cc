import type { AuditLog } from '../audit/audit-log.ts';
import { qrDataUrl } from '../esims/qr-code.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { RateLimited, userError } from '../platform/graphql/user-error.ts';
import { say } from '../platform/i18n/say.ts';
import type { RequestContext, SignedInUser } from '../platform/request-context.ts';
import type { Vault } from '../platform/security/secrets.ts';
import { accountMessages as messages } from './account.messages.ts';
import { newRecoveryCodes, readRecoveryCode } from './recovery-code.ts';
import { isStaffRole, type StaffRole } from './role.ts';
import { type Proof, type SecondFactorProof, wrongCode, wrongCodesToTell } from './second-factor.proof.ts';
import { holdsStaffRights, secondFactorState } from './second-factor.states.ts';
import {
  countRecoveryCodes,
  findFactor,
  keepNewSecret,
  markPassed,
  replaceRecoveryCodes,
  turnOff,
  turnOn,
} from './second-factor.store.ts';
import {
  RecoveryCodes,
  SecondFactorEnrolment,
  SecondFactorRefused,
  SecondFactorStatus,
} from './second-factor.types.ts';
import type { SessionService } from './session.service.ts';
import type { InvalidCode } from './sign-in.types.ts';
import type { StaffNotices } from './staff-notices.ts';
import { newTotpSecret, totpUrl } from './totp.ts';

interface Parts {
  vault: Vault;
  proof: SecondFactorProof;
  sessions: SessionService;
  audit: AuditLog;
  notices: StaffNotices;
  requiredFor: readonly StaffRole[];
}

type Refusal = InvalidCode | SecondFactorRefused | RateLimited;

/** One's own second factor: an authenticator app, and recovery codes for when it is lost. Locks factor, then sessions. */
export class SecondFactorService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Gives a new secret, which is on only once a first code of it was shown; until then each call gives another.
   * One that is on is never replaced: it has to be turned off first, with a code of it.
   */
  async begin(
    ctx: RequestContext,
    actor: SignedInUser,
  ): Promise<SecondFactorEnrolment | SecondFactorRefused> {
    if (!isStaff(actor)) return refused(ctx, 'NOT_STAFF');
    const { id, email } = actor.account;
    const secret = newTotpSecret();
    const sealed = this.#parts.vault.seal(secret);
    const isKept = await inTransaction(ctx.em, (em) => keepNewSecret(em, id, sealed, ctx.clock.now()));
    if (!isKept) return refused(ctx, 'SECOND_FACTOR_ON');
    const url = totpUrl(secret, email);
    return Object.assign(new SecondFactorEnrolment(), { secret, url, qrCode: await qrDataUrl(url) });
  }

  /** Turns it on with its first code. This session has passed then, and the person's others are ended. */
  async confirm(ctx: RequestContext, actor: SignedInUser, code: string): Promise<RecoveryCodes | Refusal> {
    if (!isStaff(actor)) return refused(ctx, 'NOT_STAFF');
    const left = await this.#parts.proof.countTry(ctx);
    if (left instanceof RateLimited) return left;
    return inTransaction(ctx.em, async (em) => {
      const factor = await findFactor(em, actor.userId);
      if (!factor) return refused(ctx, 'SECOND_FACTOR_OFF');
      if (factor.isOn) return refused(ctx, 'SECOND_FACTOR_ON');
      const step = this.#parts.proof.stepOf(ctx, factor.sealedSecret, code);
      if (step === null) return wrongCode(ctx, left);
      const now = ctx.clock.now();
      if (!(await turnOn(em, actor.userId, factor.sealedSecret, step, now)))
        return refused(ctx, 'SECOND_FACTOR_ON');
      const codes = await this.#newRecoveryCodes(ctx, em, actor);
      await markPassed(em, actor.sessionId, now);
      await this.#parts.sessions.end(ctx, em, { userId: actor.userId, except: actor.sessionId });
      await this.#note(ctx, em, actor, 'confirmSecondFactor');
      await this.#parts.notices.send(ctx, em, actor.account, { notice: 'SECOND_FACTOR_ON' });
      return codes;
    });
  }

  /** Marks this session as passed, by a code of the authenticator or a recovery code. Each works once. */
  async verify(
    ctx: RequestContext,
    actor: SignedInUser,
    code: string,
  ): Promise<SecondFactorStatus | Refusal> {
    return this.#proven(ctx, actor, code, async (em) => {
      await markPassed(em, actor.sessionId, ctx.clock.now());
      const recoveryCodesLeft = await countRecoveryCodes(em, actor.userId);
      return Object.assign(new SecondFactorStatus(), { state: 'PASSED' as const, recoveryCodesLeft });
    });
  }

  /** Puts ten new recovery codes in the place of all earlier ones. */
  async renewCodes(ctx: RequestContext, actor: SignedInUser, code: string): Promise<RecoveryCodes | Refusal> {
    return this.#proven(ctx, actor, code, async (em) => {
      await this.#note(ctx, em, actor, 'renewRecoveryCodes');
      await this.#parts.notices.send(ctx, em, actor.account, { notice: 'RECOVERY_CODES_RENEWED' });
      return this.#newRecoveryCodes(ctx, em, actor);
    });
  }

  /** Turns it off, to move to another device or do without. The person's other sessions are ended. */
  async disable(
    ctx: RequestContext,
    actor: SignedInUser,
    code: string,
  ): Promise<SecondFactorStatus | Refusal> {
    return this.#proven(ctx, actor, code, async (em) => {
      await turnOff(em, actor.userId);
      await this.#parts.sessions.end(ctx, em, { userId: actor.userId, except: actor.sessionId });
      await this.#note(ctx, em, actor, 'disableSecondFactor');
      await this.#parts.notices.send(ctx, em, actor.account, { notice: 'SECOND_FACTOR_OFF' });
      const facts = { roles: actor.account.roles, isOn: false, hasPassed: false };
      const state = secondFactorState(facts, this.#parts.requiredFor);
      if (!holdsStaffRights(state)) await this.#parts.sessions.closeSockets(em, actor.sessionId);
      return Object.assign(new SecondFactorStatus(), { state, recoveryCodesLeft: 0 });
    });
  }

  /** Counts a try of somebody of staff, takes the code, and does `work` in the same transaction. */
  async #proven<T>(
    ctx: RequestContext,
    actor: SignedInUser,
    code: string,
    work: (em: EntityManager) => Promise<T>,
  ): Promise<T | Refusal> {
    if (!isStaff(actor)) return refused(ctx, 'NOT_STAFF');
    const left = await this.#parts.proof.countTry(ctx);
    if (left instanceof RateLimited) return left;
    return inTransaction(ctx.em, async (em) => {
      const factor = await findFactor(em, actor.userId);
      if (!factor?.isOn) return refused(ctx, 'SECOND_FACTOR_OFF');
      const proof = await this.#parts.proof.take(ctx, em, actor.userId, code);
      if (!proof) {
        await this.#tellOfGuesses(ctx, em, actor);
        return wrongCode(ctx, left);
      }
      await this.#tellOfRecovery(ctx, em, actor, proof);
      return work(em);
    });
  }

  /** Wrong codes leave a trace once they look like guessing: whoever types them holds a code of the owner's mailbox. */
  async #tellOfGuesses(ctx: RequestContext, em: EntityManager, actor: SignedInUser): Promise<void> {
    if (!(await this.#parts.proof.countWrong(ctx, actor.userId))) return;
    ctx.log.warn({ userId: actor.userId, wrongCodes: wrongCodesToTell }, 'second_factor_guessed');
    await this.#note(ctx, em, actor, 'guessSecondFactor', { wrongCodes: wrongCodesToTell });
    await this.#parts.notices.send(ctx, em, actor.account, { notice: 'SECOND_FACTOR_GUESSED' });
  }

  /** A recovery code may be somebody else's find, so its owner is told of each use. */
  async #tellOfRecovery(
    ctx: RequestContext,
    em: EntityManager,
    actor: SignedInUser,
    proof: Proof,
  ): Promise<void> {
    if (proof.kind !== 'RECOVERY_CODE') return;
    const left = await countRecoveryCodes(em, actor.userId);
    await this.#note(ctx, em, actor, 'useRecoveryCode', { recoveryCodesLeft: left });
    await this.#parts.notices.send(ctx, em, actor.account, { notice: 'RECOVERY_CODE_USED', left });
  }

  async #newRecoveryCodes(
    ctx: RequestContext,
    em: EntityManager,
    actor: SignedInUser,
  ): Promise<RecoveryCodes> {
    const codes = newRecoveryCodes();
    const hashes = codes.map((code) => this.#parts.proof.hash(actor.userId, readRecoveryCode(code) ?? code));
    await replaceRecoveryCodes(em, actor.userId, hashes, ctx.clock.now());
    return Object.assign(new RecoveryCodes(), { codes });
  }

  async #note(
    ctx: RequestContext,
    em: EntityManager,
    { userId, account }: SignedInUser,
    action: string,
    after?: object,
  ): Promise<void> {
    const subject = { type: 'user', id: userId, label: account.email };
    await this.#parts.audit.record(ctx, em, { action, subject, ...(after ? { after } : {}) });
  }
}

/** A session that began before its person was of staff holds no rights, whatever it proves. */
const isStaff = ({ isStaff: began, account }: SignedInUser): boolean =>
  began && account.roles.some(isStaffRole);

function refused(
  ctx: RequestContext,
  code: 'NOT_STAFF' | 'SECOND_FACTOR_ON' | 'SECOND_FACTOR_OFF',
): SecondFactorRefused {
  return userError(SecondFactorRefused, { code, message: say(messages[code], ctx.locale) });
}
