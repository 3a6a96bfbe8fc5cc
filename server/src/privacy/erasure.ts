import { sql } from 'kysely';
import type { RoleDecisions } from '../accounts/role-decisions.ts';
import type { SessionService } from '../accounts/session.service.ts';
import { hasStaffRoles } from '../accounts/staff.query.ts';
import { isMailTo } from '../notifications/mail-owner.ts';
import { addressOfNobody } from '../notifications/nobody.ts';
import { hasOrders } from '../orders/unsettled.query.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { assertInTransaction } from '../platform/database/transaction.ts';
import type { RequestContext } from '../platform/request-context.ts';

/**
 * Makes a person a nobody: all that names them is erased, and what orders, books and the audit log refer to stands
 * for somebody without a name.
 */
export class Erasure {
  readonly #sessions: Pick<SessionService, 'end'>;
  readonly #decisions: Pick<RoleDecisions, 'keep'>;

  constructor(parts: { sessions: Pick<SessionService, 'end'>; decisions: Pick<RoleDecisions, 'keep'> }) {
    this.#sessions = parts.sessions;
    this.#decisions = parts.decisions;
  }

  /**
   * Erases a person within the caller's transaction, which holds the person's row lock and has looked whether they may
   * go. Their open sockets are closed when it commits. Idempotent.
   */
  async erase(ctx: RequestContext, em: EntityManager, userId: string): Promise<void> {
    assertInTransaction(em);
    await this.#sessions.end(ctx, em, { userId });
    const nobody = addressOfNobody(userId);
    const { rows } = await sql<{ email: string }>`
      select email from users where id = ${userId} and deleted_at is null`.execute(em.getKysely());
    const email = rows[0]?.email;
    if (email) await this.#decisions.keep(em, { userId, email }, ctx.clock.now());
    for (const statement of [...mailsOf(userId, nobody), ...ownRowsOf(userId), ...stripeWordsOf(userId)])
      await statement.execute(em.getKysely());
    await sql`
      update users set email = ${nobody}, name = null, roles = '[]', locale = 'en', currency = 'USD',
        last_sign_in_at = null, deleted_at = ${ctx.clock.now()}
      where id = ${userId} and deleted_at is null`.execute(em.getKysely());
  }

  /** Erases the account of an address that was never used for anything. False when there is more to it. */
  async eraseIfEmpty(ctx: RequestContext, em: EntityManager, email: string): Promise<boolean> {
    const { rows } = await sql<{ id: string }>`
      select id from users where email = ${email} for update`.execute(em.getKysely());
    const [found] = rows;
    if (!found) return true;
    if ((await hasOrders(em, found.id)) || (await hasStaffRoles(em, found.id))) return false;
    await this.erase(ctx, em, found.id);
    return true;
  }
}

/** What has not gone out is not sent any more; of the rest stays that it was. */
const mailsOf = (userId: string, nobody: string) => [
  sql`delete from mails where sent_at is null and ${isMailTo(userId)}`,
  sql`update mails set recipient = ${nobody}, sealed_payload = null where ${isMailTo(userId)}`,
];

const ownRowsOf = (userId: string) => [
  // An old address may be somebody else's by now, who may have a code of their own.
  sql`
    delete from sign_in_codes c where email = (select email from users where id = ${userId})
      or (email in (select old_email from email_changes where user_id = ${userId})
        and not exists (select from users u where u.email = c.email))`,
  sql`
    delete from rate_limits where key in (
      select 'no code ' || email from users where id = ${userId}
      union select 'no code ' || old_email from email_changes where user_id = ${userId})`,
  sql`delete from esim_shares where esim_id in (select id from esims where user_id = ${userId})`,
  sql`update esims set name = null where user_id = ${userId} and name is not null`,
  sql`
    update refund_requests set reason = '' where order_id in (select id from orders where user_id = ${userId})`,
  sql`delete from account_codes where user_id = ${userId}`,
  sql`delete from email_changes where user_id = ${userId}`,
  sql`delete from mail_choices where user_id = ${userId}`,
  sql`delete from second_factors where user_id = ${userId}`,
  sql`delete from sessions where user_id = ${userId}`,
];

/** Stripe's events carry the receipt's address and the card's name; what became of them stands in our own tables. */
const stripeWordsOf = (userId: string) => [
  sql`
    update stripe_events set payload = '{}'
    where processed_at is not null and object_id in (
      select p.payment_intent_id from payments p join orders o on o.id = p.order_id where o.user_id = ${userId})`,
];
