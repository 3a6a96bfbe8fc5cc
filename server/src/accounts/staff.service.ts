import type { AuditLog } from '../audit/audit-log.ts';
import { isId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { InvalidInput, userError } from '../platform/graphql/user-error.ts';
import { say } from '../platform/i18n/say.ts';
import { isLocale, type RequestContext, type SignedInUser } from '../platform/request-context.ts';
import { accountMessages as messages } from './account.messages.ts';
import { isStaffRole, type StaffRole, staffRoles } from './role.ts';
import { turnOff } from './second-factor.store.ts';
import type { SessionService } from './session.service.ts';
import { readStaffChange, type StaffChangeInput } from './staff.input.ts';
import { isOnlyAdmin, lockAddress, lockPerson, lockStaff } from './staff.lock.ts';
import { findMember } from './staff.query.ts';
import { StaffChangeRefused, StaffMember } from './staff.types.ts';
import {
  invitationDays,
  keepInvitation,
  lockInvitation,
  type StaffInvitation,
  takeInvitation,
} from './staff-invitation.store.ts';
import type { StaffNotices } from './staff-notices.ts';
import type { User } from './user.entity.ts';

interface Parts {
  sessions: SessionService;
  audit: AuditLog;
  notices: StaffNotices;
  requiredFor: readonly StaffRole[];
}

type Outcome = StaffMember | StaffChangeRefused | InvalidInput;
type RefusalCode = 'LAST_ADMIN' | 'NOT_STAFF' | 'SECOND_FACTOR_OFF' | 'OWN_SECOND_FACTOR';

/** A change of somebody's roles, with what was before it. */
interface RolesChange extends StaffChangeInput {
  user: User | null;
  invitation: StaffInvitation | undefined;
  before: readonly StaffRole[];
  roles: StaffRole[];
}

/** Who works here, and with which rights. Locks the staff, then the address, the person, and their sessions. */
export class StaffService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Gives somebody exactly these roles; none ends their access. An address that nobody has proven yet is invited: the
   * roles wait fourteen days for its first sign-in. A change ends the person's sessions everywhere; a repeat changes
   * nothing. From the first decision on, also that there are none, ADMIN_EMAILS has no say about the address.
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
      await lockAddress(em, input.email);
      const user = await lockPerson(em, input.email);
      const invitation = await lockInvitation(em, input.email);
      const held = user ? user.roles : (invitation?.roles ?? []);
      const before = staffRoles.filter((role) => held.includes(role));
      const decision = { ...input, user, invitation, before, roles };
      const problem = await whyNot(em, decision);
      if (problem) return refused(ctx, problem);
      if (!isDecided(decision, ctx.clock.now())) await this.#decide(ctx, em, decision);
      return this.#member(em, input.email);
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
      return this.#member(em, user.email);
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
      return this.#member(em, user.email);
    });
  }

  /** Keeps the decision. No session stands on other roles than these, the log has it, and the person knows. */
  async #decide(ctx: RequestContext, em: EntityManager, decision: RolesChange): Promise<void> {
    const { email, reason, user, before, roles } = decision;
    const now = ctx.clock.now();
    await takeInvitation(em, email);
    if (user) {
      user.roles = roles;
      user.rolesSetAt = now;
      await em.flush();
    } else await keepInvitation(em, email, roles, now);
    await this.#parts.audit.record(ctx, em, {
      action: 'setStaffRoles',
      subject: { type: 'user', id: user?.id ?? email, label: email },
      reason,
      before: { roles: before },
      after: { roles },
    });
    const isSame = String(before) === String(roles);
    if (user && !isSame) await this.#parts.sessions.end(ctx, em, { userId: user.id });
    if (user ? isSame : roles.length === 0) return;
    const to = { email, locale: user && isLocale(user.locale) ? user.locale : ctx.locale };
    const notice = user ? 'ROLES_CHANGED' : 'INVITED';
    await this.#parts.notices.send(ctx, em, to, { notice, roles, days: invitationDays });
  }

  /** As they are now; without roles too, when they were taken back. */
  async #member(em: EntityManager, email: string): Promise<StaffMember> {
    const found = await findMember(em, email, this.#parts.requiredFor);
    if (!found) throw new Error('Somebody of staff is gone while they are locked');
    return Object.assign(new StaffMember(), found);
  }
}

/** Whether just this was decided before: by a person, of roles that are held or can still be had. */
function isDecided({ user, invitation, before, roles }: RolesChange, now: Date): boolean {
  if (String(before) !== String(roles)) return false;
  if (user) return user.rolesSetAt !== null;
  return invitation !== undefined && (roles.length === 0 || invitation.endsAt > now);
}

/** Why these roles cannot be given; null when they can. */
async function whyNot(em: EntityManager, change: RolesChange): Promise<RefusalCode | null> {
  const { user, invitation, before, roles } = change;
  if (!user && !invitation && roles.length === 0) return 'NOT_STAFF';
  const losesAdmin = before.includes('ADMIN') && !roles.includes('ADMIN');
  return user && losesAdmin && (await isOnlyAdmin(em, user.id)) ? 'LAST_ADMIN' : null;
}

function refused(ctx: RequestContext, code: RefusalCode): StaffChangeRefused {
  return userError(StaffChangeRefused, { code, message: say(messages[code], ctx.locale) });
}
