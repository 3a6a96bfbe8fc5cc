import { sql } from 'kysely';
import { isId } from '../platform/database/id.ts';
import { type Timestamp, toDate } from '../platform/database/timestamp.ts';
import { encodeCursor, type Page, type PageRequest, toPage } from '../platform/graphql/connection.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { AuditChange, AuditEntry, AuditFilter } from './audit-log.type.ts';

export const auditOrder = 'audit';
const maxSearchLength = 100;

interface Row extends Omit<AuditEntry, 'at' | 'changes'> {
  at: Timestamp;
  before: unknown;
  after: unknown;
}

/** A page of the log, newest first. One statement, and one more when counted. */
export async function findAuditEntries(
  ctx: RequestContext,
  filter: AuditFilter,
  page: PageRequest,
): Promise<Page<AuditEntry>> {
  const db = ctx.em.getKysely();
  const where = conditions(filter);
  const after = page.after ? sql`and id < ${page.after[0]}::uuid` : sql``;
  const { rows } = await sql<Row>`
    select id, at, actor_id as "actorId", actor_label as actor, roles, action, subject_type as "subjectType",
      subject_id as "subjectId", subject_label as "subjectLabel", reason, before, after, ip,
      request_id as "requestId"
    from audit_log where ${where} ${after}
    order by id desc
    limit ${page.first + 1} offset ${page.offset}`.execute(db);
  const cursorOf = (entry: AuditEntry) => encodeCursor(auditOrder, [entry.id]);
  return toPage(page, rows.map(toEntry), cursorOf, async () => {
    const counted = await sql<{ total: number }>`
      select count(*)::int as total from audit_log where ${where}`.execute(db);
    return counted.rows[0]?.total ?? 0;
  });
}

function conditions(filter: AuditFilter) {
  const all = [sql`true`];
  const actor = filter.actor?.trim();
  // Addresses are stored in lower case; what is no person (system:ADMIN_EMAILS) as it is.
  if (actor)
    all.push(
      isId(actor) ? sql`actor_id = ${actor}::uuid` : sql`actor_label in (${actor}, ${actor.toLowerCase()})`,
    );
  if (filter.action) all.push(sql`action = ${filter.action}`);
  if (filter.subjectType) all.push(sql`subject_type = ${filter.subjectType}`);
  if (filter.subjectId) all.push(sql`subject_id = ${filter.subjectId}`);
  if (filter.from) all.push(sql`at >= ${filter.from}`);
  if (filter.to) all.push(sql`at <= ${filter.to}`);
  const search = filter.search?.trim().toLowerCase().slice(0, maxSearchLength);
  if (search) all.push(sql`search_text like ${`%${literal(search)}%`}`);
  return sql.join(all, sql` and `);
}

/** LIKE's wildcards as the letters they are. */
const literal = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

function toEntry({ before, after, at, ...row }: Row): AuditEntry {
  return { ...row, at: toDate(at), changes: changesOf(before, after) };
}

/** What is not the same on both sides, by its name. */
export function changesOf(before: unknown, after: unknown): AuditChange[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .map((field) => ({ field, before: asText(was[field]), after: asText(is[field]) }))
    .filter((change) => change.before !== change.after);
}

const fieldsOf = (value: unknown): Record<string, unknown> => {
  if (value === null || value === undefined) return {};
  return typeof value === 'object' && !Array.isArray(value) ? { ...value } : { value };
};

function asText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
