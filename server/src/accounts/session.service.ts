import { sql } from 'kysely';
import type { Clock } from '../platform/clock/clock.ts';
import { addDays, addHours } from '../platform/clock/clock.ts';
import { newId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { type Timestamp, toDate } from '../platform/database/timestamp.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import type { Notifications } from '../platform/events/notifications.ts';
import type { RequestContext, SignedInUser } from '../platform/request-context.ts';
import { hashToken, randomToken } from '../platform/security/secrets.ts';
import { isStaffRole, type Role, type StaffRole } from './role.ts';
import { Session, type SessionTransport } from './session.entity.ts';
import type { User } from './user.entity.ts';

const shopperDays = 30;
const staffHours = 12;
/** A shopper's session slides; its row is written at most once in this time. */
const touchAfterHours = 1;

/** Opaque sessions in the database. A token is shown once; its hash is stored. Revoking one closes its sockets. */
export class SessionService {
  readonly #notifications: Notifications;

  constructor(notifications: Notifications) {
    this.#notifications = notifications;
  }

  /** Begins a session with the transaction of `em`: 30 sliding days for shoppers, 12 hours for staff. */
  begin(
    em: EntityManager,
    ctx: RequestContext,
    user: User,
    transport: SessionTransport,
  ): { session: Session; token: string } {
    const now = ctx.clock.now();
    const token = randomToken();
    const isStaff = user.roles.length > 0;
    const session = em.create(Session, {
      id: newId(),
      userId: user.id,
      tokenHash: hashToken(token),
      transport,
      isStaff,
      ip: ctx.ip,
      userAgent: ctx.userAgent?.slice(0, 300) ?? null,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: isStaff ? addHours(now, staffHours) : addDays(now, shopperDays),
      revokedAt: null,
    });
    return { session, token };
  }

  /**
   * Who a token stands for, or null when it is unknown, revoked or expired. One statement; slides at most hourly,
   * and then the actor's `renewedUntil` says to when, for the browser's cookie to slide too.
   * @param mayRenew false where no cookie can be sent back, so that the session does not slide without it
   */
  async identify(
    em: EntityManager,
    token: string,
    transport: SessionTransport,
    clock: Clock,
    mayRenew = true,
  ): Promise<SignedInUser | null> {
    const now = clock.now();
    const { rows } = await sql<{
      sessionId: string;
      id: string;
      email: string;
      name: string | null;
      locale: string;
      currency: string;
      roles: StaffRole[];
      isStaff: boolean;
      lastSeenAt: Timestamp;
    }>`
      select s.id as "sessionId", u.id, u.email, u.name, u.locale, u.currency, u.roles, s.is_staff as "isStaff",
        s.last_seen_at as "lastSeenAt"
      from sessions s join users u on u.id = s.user_id
      where s.token_hash = ${hashToken(token)} and s.transport = ${transport} and s.revoked_at is null and s.expires_at > ${now}`.execute(
      em.getKysely(),
    );
    const row = rows[0];
    if (!row) return null;
    const isDue = mayRenew && !row.isStaff && addHours(toDate(row.lastSeenAt), touchAfterHours) < now;
    const renewedUntil = isDue ? addDays(now, shopperDays) : undefined;
    if (renewedUntil) {
      await em
        .fork()
        .nativeUpdate(Session, { id: row.sessionId }, { lastSeenAt: now, expiresAt: renewedUntil });
    }
    // A person who became staff after signing in keeps a shopper's long session, and so a shopper's rights.
    const staff: Role[] = row.isStaff ? row.roles.filter(isStaffRole) : [];
    const { id, email, name, locale, currency, roles } = row;
    const actor: SignedInUser = {
      kind: 'user',
      userId: row.id,
      account: { id, email, name, locale, currency, roles },
      sessionId: row.sessionId,
      transport,
      roles: ['CUSTOMER', ...staff],
      ...(renewedUntil ? { renewedUntil } : {}),
    };
    return actor;
  }

  /** Whether a session still stands; sockets ask again at each event. One statement. */
  async isLive(em: EntityManager, sessionId: string, clock: Clock): Promise<boolean> {
    const count = await em.count(Session, {
      id: sessionId,
      revokedAt: null,
      expiresAt: { $gt: clock.now() },
    });
    return count === 1;
  }

  /** Ends this session, or all of this person's; idempotent. Open sockets of each are closed in every process. */
  async revoke(ctx: RequestContext, actor: SignedInUser, everywhere: boolean): Promise<void> {
    await inTransaction(ctx.em, async (em) => {
      const which = everywhere
        ? { userId: actor.userId, revokedAt: null }
        : { id: actor.sessionId, revokedAt: null };
      const sessions = await em.find(Session, which);
      for (const session of sessions) {
        session.revokedAt = ctx.clock.now();
        await this.#notifications.notify(em, 'session-end', session.id);
      }
    });
  }
}
