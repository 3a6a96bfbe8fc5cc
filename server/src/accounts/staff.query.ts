import { type RawBuilder, sql } from 'kysely';
import type { EntityManager } from '../platform/database/orm.ts';
import { type Timestamp, toDate } from '../platform/database/timestamp.ts';
import { encodeCursor, type Page, type PageRequest, toPage } from '../platform/graphql/connection.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { StaffRole } from './role.ts';
import { needsSecondFactor } from './second-factor.states.ts';
import type { StaffMember } from './staff.types.ts';
import { invitationEnd } from './staff-invitation.store.ts';

export const staffOrder = 'staff';

type Row = Omit<StaffMember, 'needsSecondFactor' | 'invitedAt' | 'invitationEndsAt' | 'lastSignInAt'> &
  Record<'invitedAt' | 'lastSignInAt', Timestamp | null>;

/** A page of staff and of those invited, by address. One statement, and one more when counted. */
export async function findStaff(
  ctx: RequestContext,
  search: string | null,
  page: PageRequest,
  requiredFor: readonly StaffRole[],
): Promise<Page<StaffMember>> {
  const db = ctx.em.getKysely();
  const wanted = search?.trim().toLowerCase().slice(0, 100);
  // position() takes % and _ as the letters they are.
  const where = wanted
    ? sql`(position(${wanted} in email) > 0 or position(${wanted} in lower(coalesce(name, ''))) > 0)`
    : sql`true`;
  const after = page.after ? sql`and (email, id) > (${page.after[0]}, ${page.after[1]}::uuid)` : sql``;
  const relation = members(sql`u.roles <> '[]'`, sql`i.roles <> '[]'`);
  const { rows } = await sql<Row>`
    select * from (${relation}) staff where ${where} ${after}
    order by email, id
    limit ${page.first + 1} offset ${page.offset}`.execute(db);
  const cursorOf = (member: StaffMember) => encodeCursor(staffOrder, [member.email, member.id]);
  const staff = rows.map((row) => toMember(row, requiredFor));
  return toPage(page, staff, cursorOf, async () => {
    const counted = await sql<{ total: number }>`
      select count(*)::int as total from (${relation}) staff where ${where}`.execute(db);
    return counted.rows[0]?.total ?? 0;
  });
}

/** One person, whatever their roles, or one invitation, by address. */
export async function findMember(
  em: EntityManager,
  email: string,
  requiredFor: readonly StaffRole[],
): Promise<StaffMember | null> {
  const { rows } = await sql<Row>`${members(sql`u.email = ${email}`, sql`i.email = ${email}`)}`.execute(
    em.getKysely(),
  );
  const [row] = rows;
  return row ? toMember(row, requiredFor) : null;
}

/** People and invitations in one shape. */
function members(people: RawBuilder<unknown>, invitations: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select u.id, u.email, u.name, u.roles, false as "isInvited", null::timestamptz as "invitedAt",
      f.user_id is not null as "hasSecondFactor", u.last_sign_in_at as "lastSignInAt",
      (select count(*)::int from recovery_codes r where r.user_id = u.id and r.used_at is null) as "recoveryCodesLeft"
    from users u left join second_factors f on f.user_id = u.id and f.confirmed_at is not null
    where ${people}
    union all
    select i.id, i.email, null, i.roles, true, i.invited_at, false, null, 0
    from staff_invitations i where ${invitations}`;
}

const toMember = (row: Row, requiredFor: readonly StaffRole[]): StaffMember => ({
  ...row,
  needsSecondFactor: needsSecondFactor(row.roles, requiredFor),
  invitedAt: row.invitedAt ? toDate(row.invitedAt) : null,
  invitationEndsAt: row.invitedAt ? invitationEnd(toDate(row.invitedAt)) : null,
  lastSignInAt: row.lastSignInAt ? toDate(row.lastSignInAt) : null,
});

/** Whether somebody holds a role of staff. */
export async function hasStaffRoles(em: EntityManager, userId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from users where id = ${userId} and roles <> '[]'`.execute(
    em.getKysely(),
  );
  return rows.length > 0;
}
