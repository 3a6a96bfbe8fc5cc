import { type RawBuilder, sql } from 'kysely';
import { noteCodesOut } from '../esims/code-out.ts';
import { isMailTo } from '../notifications/mail-owner.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import type { RequestContext } from '../platform/request-context.ts';

/** A line of a list, as the database writes it in JSON, with the id that the next page begins after. */
interface Line {
  id: string;
  json: object;
}

/** Reads at most `limit` lines behind an id. */
type ReadPage = (ctx: RequestContext, userId: string, after: string, limit: number) => Promise<Line[]>;

/** Money as the API tells it. */
const money = (amount: string, currency: string): RawBuilder<unknown> =>
  sql`case when ${sql.ref(amount)} is null then null
    else json_build_object('amount', ${sql.ref(amount)}, 'currency', ${sql.ref(currency)}) end`;

/** Who somebody is to us, and what they decided about mails. One statement. */
export async function readProfile(em: EntityManager, userId: string): Promise<object> {
  const { rows } = await sql<{ json: object }>`
    select json_build_object(
      'id', u.id, 'email', u.email, 'name', u.name, 'language', u.locale, 'currency', u.currency, 'roles', u.roles,
      'hasSecondFactor', exists (select from second_factors f where f.user_id = u.id and f.confirmed_at is not null),
      'createdAt', u.created_at, 'lastSignInAt', u.last_sign_in_at) as json
    from users u where u.id = ${userId}`.execute(em.getKysely());
  return rows[0]?.json ?? {};
}

const emailChanges: ReadPage = async ({ em }, userId, after, limit) => {
  const { rows } = await sql<Line>`
    select id, json_build_object('from', old_email, 'to', new_email, 'changedAt', changed_at, 'address', ip,
      'takenBackAt', objected_at) as json
    from email_changes where user_id = ${userId} and id > ${after}::uuid order by id limit ${limit}`.execute(
    em.getKysely(),
  );
  return rows;
};

const sessions: ReadPage = async ({ em }, userId, after, limit) => {
  const { rows } = await sql<Line>`
    select id, json_build_object('userAgent', user_agent, 'address', ip, 'transport', transport,
      'startedAt', created_at, 'lastSeenAt', last_seen_at, 'expiresAt', expires_at, 'endedAt', revoked_at) as json
    from sessions where user_id = ${userId} and id > ${after}::uuid order by id limit ${limit}`.execute(
    em.getKysely(),
  );
  return rows;
};

/**
 * The mailed codes by which somebody signed in, or changed their account. What they were is not known to us. Anybody can
 * ask for one in their name: where from is told only of those that they used.
 */
const mailedCodes: ReadPage = async ({ em }, userId, after, limit) => {
  const { rows } = await sql<Line>`
    select id, json_build_object('for', purpose, 'to', email, 'tries', attempts, 'askedForAt', created_at,
      'address', case when consumed_at is not null then ip end,
      'expiresAt', expires_at, 'usedAt', consumed_at) as json
    from (
      select id, 'SIGN_IN' as purpose, email, ip, attempts, created_at, expires_at, consumed_at from sign_in_codes
      where email = (select u.email from users u where u.id = ${userId})
      union all
      select id, purpose, email, ip, attempts, created_at, expires_at, consumed_at from account_codes
      where user_id = ${userId}) codes
    where id > ${after}::uuid order by id limit ${limit}`.execute(em.getKysely());
  return rows;
};

/**
 * Codes that are told have left the shop, so it is written down before the page is read, and only codes of which it
 * is are told: what is refunded as unseen is not in the file.
 */
const orders: ReadPage = async (ctx, userId, after, limit) => {
  const { em } = ctx;
  await noteCodesOut(ctx, await esimsOfPage(em, userId, after, limit));
  const { rows } = await sql<Line>`
    select o.id, json_build_object(
      'number', o.number, 'plan', o.plan_snapshot, 'quantity', o.quantity,
      'unitPrice', ${money('o.unit_price', 'o.currency')}, 'discount', ${money('o.discount', 'o.currency')},
      'tax', ${money('o.tax', 'o.currency')}, 'total', ${money('o.total', 'o.currency')},
      'status', o.status, 'paymentStatus', o.payment_status, 'fulfillmentStatus', o.fulfillment_status,
      'createdAt', o.created_at, 'paidAt', o.paid_at, 'consent', o.consent,
      'payments', (
        select coalesce(json_agg(json_build_object(
          'attempt', p.attempt, 'provider', p.provider, 'reference', p.payment_intent_id, 'status', p.status,
          'amount', ${money('p.amount', 'p.currency')}, 'received', ${money('p.received', 'p.received_currency')},
          'createdAt', p.created_at,
          'refunds', (
            select coalesce(json_agg(json_build_object('amount', ${money('r.amount', 'r.currency')},
              'status', r.status, 'createdAt', r.created_at) order by r.id), '[]')
            from refunds r where r.payment_id = p.id)) order by p.attempt), '[]')
        from payments p where p.order_id = o.id),
      'esims', (
        select coalesce(json_agg(json_build_object(
          'position', e.position, 'name', e.name, 'status', e.status, 'iccid', e.iccid,
          'activationCode', case when e.code_out_at is not null and e.status <> 'REVOKED' then e.activation_code end,
          'readyAt', e.ready_at, 'expiresAt', e.expires_at,
          'links', (
            select coalesce(json_agg(json_build_object('companion', s.companion, 'createdAt', s.created_at,
              'expiresAt', s.expires_at, 'openedAt', s.opened_at, 'withdrawnAt', s.withdrawn_at) order by s.id), '[]')
            from esim_shares s where s.esim_id = e.id)) order by e.position), '[]')
        from esims e where e.order_id = o.id),
      'refundRequests', (
        select coalesce(json_agg(json_build_object('reason', q.reason, 'status', q.status,
          'amount', ${money('q.amount', 'q.currency')}, 'answer', q.answer, 'createdAt', q.created_at,
          'decidedAt', q.decided_at) order by q.id), '[]')
        from refund_requests q where q.order_id = o.id),
      'history', (
        select coalesce(json_agg(json_build_object('what', h.type, 'from', h.from_state, 'to', h.to_state,
          'at', h.at) order by h.id), '[]')
        from order_events h where h.order_id = o.id)) as json
    from orders o where o.user_id = ${userId} and o.id > ${after}::uuid order by o.id limit ${limit}`.execute(
    em.getKysely(),
  );
  return rows;
};

/** The eSIMs of the orders that the next page has. */
async function esimsOfPage(
  em: EntityManager,
  userId: string,
  after: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select e.id from esims e where e.order_id in (
      select o.id from orders o where o.user_id = ${userId} and o.id > ${after}::uuid order by o.id limit ${limit})
    order by e.id`.execute(em.getKysely());
  return rows.map(({ id }) => id);
}

const mails: ReadPage = async ({ em }, userId, after, limit) => {
  const { rows } = await sql<Line>`
    select id, json_build_object('kind', kind, 'to', recipient, 'language', locale, 'askedForAt', created_at,
      'sentAt', sent_at) as json
    from mails where ${isMailTo(userId)} and id > ${after}::uuid order by id limit ${limit}`.execute(
    em.getKysely(),
  );
  return rows;
};

/** The lists of an export, by the name they have in it. */
export const lists: Readonly<Record<string, ReadPage>> = {
  emailChanges,
  sessions,
  mailedCodes,
  orders,
  mails,
};
