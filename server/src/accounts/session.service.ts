import { sql } from 'kysely';
import type { Clock } from '../platform/clock/clock.ts';
import { addDays, addHours, addMinutes } from '../platform/clock/clock.ts';
import { newId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { type Timestamp, toDate } from '../platform/database/timestamp.ts';
import { assertInTransaction, inTransaction } from '../platform/database/transaction.ts';
import type { Notifications } from '../platform/events/notifications.ts';
import type { RequestContext, SignedInUser } from '../platform/request-context.ts';
import { hashToken, randomToken } from '../platform/security/secrets.ts';
import { isStaffRole, type Role, type StaffRole } from './role.ts';
import { holdsStaffRights, secondFactorState } from './second-factor.states.ts';
import { Session, type SessionTransport } from './session.entity.ts';
import type { User } from './user.entity.ts';

const shopperDays = 30;
const staffHours = 12;
/** A shopper's session slides; its row is written at most once in this time. */
const touchAfterHours = 1;
/** A staff session does not slide, but says when it was last used, to within this. */
const staffTouchAfterMinutes = 5;

interface FoundSession {
  sessionId: string;
  id: string;
  email: string;
  name: string | null;
  locale: string;
  currency: string;
  roles: string[];
  isStaff: boolean;
  isFactorOn: boolean;
  hasPassed: boolean;
  lastSeenAt: Timestamp;
}

/** Which sessions to end: one of somebody's, or all of them but one. */
export interface SessionsToEnd {
  userId: string;
  /** Only this one. */
  sessionId?: string;
  /** All but this one. */
  except?: string;
}

/** Opaque sessions in the database. A token is shown once; its hash is stored. Revoking one closes its sockets. */
export class SessionService {
  readonly #notifications: Notifications;
  readonly #secondFactorRoles: readonly StaffRole[];

  constructor(notifications: Notifications, secondFactorRoles: readonly StaffRole[]) {
    this.#notifications = notifications;
    this.#secondFactorRoles = secondFactorRoles;
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
      secondFactorAt: null,
      revokedAt: null,
    });
    return { session, token };
  }

  /**
   * Who a token stands for, or null when it is unknown, revoked or expired. One statement; slides at most hourly,
   * and then the actor's `renewedUntil` says to when, for the browser's cookie to slide too. Staff roles are held
   * only once the second factor, where the person has or must have one, has been passed in this session.
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
    const found = await findSession(em, token, transport, now);
    if (!found) return null;
    const renewedUntil = mayRenew ? await this.#touch(em, found, now) : undefined;
    const { id, email, name, locale, currency, roles, hasPassed, isFactorOn: isOn } = found;
    const secondFactor = secondFactorState({ roles, isOn, hasPassed }, this.#secondFactorRoles);
    // A person who became staff after signing in keeps a shopper's long session, and so a shopper's rights.
    const staff: Role[] = found.isStaff && holdsStaffRights(secondFactor) ? roles.filter(isStaffRole) : [];
    return {
      kind: 'user',
      userId: id,
      account: { id, email, name, locale, currency, roles },
      sessionId: found.sessionId,
      isStaff: found.isStaff,
      transport,
      secondFactor,
      roles: ['CUSTOMER', ...staff],
      ...(renewedUntil ? { renewedUntil } : {}),
    };
  }

  /** Notes that a session was used, and makes a shopper's last longer: then, until when. */
  async #touch(em: EntityManager, found: FoundSession, now: Date): Promise<Date | undefined> {
    const seen = toDate(found.lastSeenAt);
    const due = found.isStaff ? addMinutes(seen, staffTouchAfterMinutes) : addHours(seen, touchAfterHours);
    if (due >= now) return undefined;
    const until = found.isStaff ? {} : { expiresAt: addDays(now, shopperDays) };
    await em.fork().nativeUpdate(Session, { id: found.sessionId }, { lastSeenAt: now, ...until });
    return until.expiresAt;
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
    const which = everywhere ? {} : { sessionId: actor.sessionId };
    await inTransaction(ctx.em, (em) => this.end(ctx, em, { userId: actor.userId, ...which }));
  }

  /** Closes what a session has open in every process when the transaction commits; the session stands. */
  async closeSockets(em: EntityManager, sessionId: string): Promise<void> {
    await this.#notifications.notify(em, 'session-end', sessionId);
  }

  /**
   * Ends sessions within the caller's transaction and closes their sockets in every process when it commits.
   * Idempotent.
   * @returns how many were open
   */
  async end(
    ctx: RequestContext,
    em: EntityManager,
    { userId, sessionId, except }: SessionsToEnd,
  ): Promise<number> {
    assertInTransaction(em);
    const { rows } = await sql<{ id: string }>`
      update sessions set revoked_at = ${ctx.clock.now()}
      where user_id = ${userId} and revoked_at is null and expires_at > ${ctx.clock.now()}
        ${sessionId ? sql`and id = ${sessionId}::uuid` : sql``} ${except ? sql`and id <> ${except}::uuid` : sql``}
      returning id`.execute(em.getKysely());
    for (const { id } of rows) await this.#notifications.notify(em, 'session-end', id);
    return rows.length;
  }
}

async function findSession(
  em: EntityManager,
  token: string,
  transport: SessionTransport,
  now: Date,
): Promise<FoundSession | undefined> {
  const { rows } = await sql<FoundSession>`
    select s.id as "sessionId", u.id, u.email, u.name, u.locale, u.currency, u.roles, s.is_staff as "isStaff",
      f.user_id is not null as "isFactorOn", s.second_factor_at is not null as "hasPassed",
      s.last_seen_at as "lastSeenAt"
    from sessions s join users u on u.id = s.user_id
    left join second_factors f on f.user_id = u.id and f.confirmed_at is not null
    where s.token_hash = ${hashToken(token)} and s.transport = ${transport} and s.revoked_at is null
      and s.expires_at > ${now}`.execute(em.getKysely());
  return rows[0];
}
