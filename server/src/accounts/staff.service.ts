import type { AuditLog } from '../audit/audit-log.ts';
import { isId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { InvalidInput, userError } from '../platform/graphql/user-error.ts';
import { say } from '../platform/i18n/say.ts';
import { isLocale, type RequestContext, type SignedInUser } from '../platform/request-context.ts';
import { accountMessages as messages } from './account.messages.ts';
import { isStaffRole, mayGrant, type Role, type StaffRole, staffRoles } from './role.ts';
import { turnOff } from './second-factor.store.ts';
import type { SessionService } from './session.service.ts';
import { readStaffChange, type StaffChangeInput } from './staff.input.ts';
import { isOnlyAdmin, lockPerson, lockStaff } from './staff.lock.ts';
import { findMember } from './staff.query.ts';
import { StaffChangeRefused, StaffMember } from './staff.types.ts';
import { keepInvitation, lockInvitation, takeInvitation } from './staff-invitation.store.ts';
import type { StaffNotices } from './staff-notices.ts';
import type { User } from './user.entity.ts';

interface Parts {
  sessions: SessionService;
  audit: AuditLog;
  notices: StaffNotices;
  requiredFor: readonly StaffRole[];
}

type Outcome = StaffMember | StaffChangeRefused | InvalidInput;
type RefusalCode =
  | 'ROLE_ABOVE_YOURS'
  | 'LAST_ADMIN'
  | 'NOT_STAFF'
  | 'SECOND_FACTOR_OFF'
  | 'OWN_SECOND_FACTOR';

/** Who works here, and with which rights. Locks the staff as a whole, then the person, then their sessions. */
export class StaffService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Gives somebody exactly these roles; none ends their access. An address that nobody has proven yet is invited: the
   * roles wait for its first sign-in. A change ends the person's sessions everywhere; a repeat changes nothing.
   * @throws GraphQL error FORBIDDEN when the caller has stopped being an ADMIN
   */
  async setRoles(
    ctx: RequestContext,
    actor: SignedInUser,
    change: StaffChangeInput & { roles: readonly StaffRole[] },
  ): Promise<Outcome> {
    const input = readStaffChange(ctx, change);
    if (input instanceof InvalidInput) return input;
    const roles = staffRoles.filter((role) => change.roles.includes(role));
    return inTransaction(ctx.em, async (em) => {
      await lockStaff(ctx, em, actor);
      const user = await lockPerson(em, input.email);
      const invitation = await lockInvitation(em, input.email);
      const held = user ? user.roles : (invitation?.roles ?? []);
      const before = staffRoles.filter((role) => held.includes(role));
      const problem = await whyNot(em, actor, { user, before, roles });
      if (problem) return refused(ctx, problem);
      await takeInvitation(em, input.email);
      if (user) user.roles = roles;
      else if (roles.length > 0) await keepInvitation(em, input.email, roles, ctx.clock.now());
      await this.#changed(ctx, em, { ...input, user, before, roles });
      await em.flush();
      return this.#member(em, input.email, invitation?.id ?? '');
    });
  }

  /**
   * Turns off the second factor of somebody who has lost it, and ends their sessions. Their own each does with a code.
   * @throws GraphQL error FORBIDDEN when the caller has stopped being an ADMIN
   */
  async resetSecondFactor(
    ctx: RequestContext,
    actor: SignedInUser,
    change: StaffChangeInput,
  ): Promise<Outcome> {
    const input = readStaffChange(ctx, change);
    if (input instanceof InvalidInput) return input;
    if (input.email === actor.account.email) return refused(ctx, 'OWN_SECOND_FACTOR');
    return inTransaction(ctx.em, async (em) => {
      await lockStaff(ctx, em, actor);
      const user = await lockPerson(em, input.email);
      if (!user?.roles.some(isStaffRole)) return refused(ctx, 'NOT_STAFF');
      if (!(await turnOff(em, user.id))) return refused(ctx, 'SECOND_FACTOR_OFF');
      await this.#parts.sessions.end(ctx, em, { userId: user.id });
      await this.#parts.audit.record(ctx, em, {
        action: 'resetSecondFactor',
        subject: { type: 'user', id: user.id, label: user.email },
        reason: input.reason,
      });
      await this.#parts.notices.send(ctx, em, user, { notice: 'SECOND_FACTOR_RESET' });
      return this.#member(em, user.email, user.id);
    });
  }

  /** Ends one session of somebody of staff, or all of them. Idempotent. */
  async endSessions(
    ctx: RequestContext,
    actor: SignedInUser,
    change: StaffChangeInput & { sessionId: string | null },
  ): Promise<Outcome> {
    const input = readStaffChange(ctx, change);
    if (input instanceof InvalidInput) return input;
    return inTransaction(ctx.em, async (em) => {
      await lockStaff(ctx, em, actor);
      const user = await lockPerson(em, input.email);
      if (!user?.roles.some(isStaffRole)) return refused(ctx, 'NOT_STAFF');
      const { sessionId } = change;
      const which = { userId: user.id, ...(sessionId === null ? {} : { sessionId }) };
      // An id that is none names no session, rather than being an error of the database.
      const ended =
        sessionId === null || isId(sessionId) ? await this.#parts.sessions.end(ctx, em, which) : 0;
      if (ended > 0)
        await this.#parts.audit.record(ctx, em, {
          action: 'endStaffSessions',
          subject: { type: 'user', id: user.id, label: user.email },
          reason: input.reason,
          after: { ended },
        });
      return this.#member(em, user.email, user.id);
    });
  }

  /** What follows from other roles: no session stands on the old ones, the log has it, and the person knows. */
  async #changed(
    ctx: RequestContext,
    em: EntityManager,
    change: StaffChangeInput & {
      user: User | null;
      before: readonly StaffRole[];
      roles: readonly StaffRole[];
    },
  ): Promise<void> {
    const { email, reason, user, before, roles } = change;
    if (String(before) === String(roles)) return;
    if (user) {
      user.rolesSetAt = ctx.clock.now();
      await this.#parts.sessions.end(ctx, em, { userId: user.id });
    }
    await this.#parts.audit.record(ctx, em, {
      action: 'setStaffRoles',
      subject: { type: 'user', id: user?.id ?? email, label: email },
      reason,
      before: { roles: before },
      after: { roles },
    });
    const notice = user ? 'ROLES_CHANGED' : roles.length > 0 ? 'INVITED' : null;
    const to = { email, locale: user && isLocale(user.locale) ? user.locale : ctx.locale };
    if (notice) await this.#parts.notices.send(ctx, em, to, { notice, roles: [...roles] });
  }

  /** As they are now; an invitation that was taken back leaves an address without roles. */
  async #member(em: EntityManager, email: string, id: string): Promise<StaffMember> {
    const found = await findMember(em, email, this.#parts.requiredFor);
    const gone: Omit<StaffMember, 'id' | 'email'> = {
      ...{ name: null, roles: [], isInvited: true, invitedAt: null, lastSignInAt: null },
      ...{ hasSecondFactor: false, needsSecondFactor: false, recoveryCodesLeft: 0 },
    };
    return Object.assign(new StaffMember(), found ?? { ...gone, id, email });
  }
}

/** Why these roles cannot be given; null when they can. */
async function whyNot(
  em: EntityManager,
  actor: SignedInUser,
  change: { user: User | null; before: readonly StaffRole[]; roles: readonly StaffRole[] },
): Promise<RefusalCode | null> {
  const { user, before, roles } = change;
  if (!user && before.length === 0 && roles.length === 0) return 'NOT_STAFF';
  const held = actor.roles as readonly Role[];
  // Neither given nor taken by somebody who does not stand above it.
  if (![...before, ...roles].every((role) => mayGrant(held, role))) return 'ROLE_ABOVE_YOURS';
  const losesAdmin = before.includes('ADMIN') && !roles.includes('ADMIN');
  return user && losesAdmin && (await isOnlyAdmin(em, user.id)) ? 'LAST_ADMIN' : null;
}

function refused(ctx: RequestContext, code: RefusalCode): StaffChangeRefused {
  return userError(StaffChangeRefused, { code, message: say(messages[code], ctx.locale) });
}
