import type { AuditLog } from '../audit/audit-log.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { type RequestContext, systemActor } from '../platform/request-context.ts';
import { staffRoles } from './role.ts';
import type { RoleDecisions } from './role-decisions.ts';
import { takeInvitation } from './staff-invitation.store.ts';
import type { User } from './user.entity.ts';

/** What an address is entitled to once its owner has proven it. */
export class StaffAdmission {
  readonly #adminEmails: readonly string[];
  readonly #audit: AuditLog;
  readonly #decisions: Pick<RoleDecisions, 'isKept'>;

  constructor(parts: {
    adminEmails: readonly string[];
    audit: AuditLog;
    decisions: Pick<RoleDecisions, 'isKept'>;
  }) {
    this.#adminEmails = parts.adminEmails;
    this.#audit = parts.audit;
    this.#decisions = parts.decisions;
  }

  /**
   * Gives a person the roles that an invitation holds for their address; else, where nobody has decided on their
   * roles yet, makes one of ADMIN_EMAILS an administrator, so that a new shop has its first; but not at an address that
   * somebody left about whose roles was decided. An invitation is for who
   * has no roles and no decision about them: it never takes any away. One that has run out or holds no roles gives
   * none, and is a decision all the same. The caller holds the locks of the address and of the person's row.
   */
  async admit(ctx: RequestContext, em: EntityManager, user: User): Promise<void> {
    const before = user.roles;
    const invitation = await takeInvitation(em, user.email);
    if (user.rolesSetAt !== null) return;
    if (invitation && before.length === 0) {
      const now = ctx.clock.now();
      user.rolesSetAt = now;
      if (invitation.roles.length === 0 || invitation.endsAt <= now) return;
      user.roles = invitation.roles;
      return this.#note(ctx, em, user, before, 'acceptInvitation');
    }
    if (!this.#adminEmails.includes(user.email) || before.includes('ADMIN')) return;
    if (await this.#decisions.isKept(em, user.email)) return;
    user.roles = staffRoles.filter((role) => role === 'ADMIN' || before.includes(role));
    await this.#note(ctx, em, user, before, 'bootstrapAdmin');
  }

  async #note(
    ctx: RequestContext,
    em: EntityManager,
    { id, email, roles }: User,
    before: User['roles'],
    action: 'acceptInvitation' | 'bootstrapAdmin',
  ): Promise<void> {
    const by = systemActor(action === 'acceptInvitation' ? 'invitation' : 'ADMIN_EMAILS');
    await this.#audit.record({ ...ctx, actor: by }, em, {
      action,
      subject: { type: 'user', id, label: email },
      before: { roles: before },
      after: { roles },
    });
  }
}
