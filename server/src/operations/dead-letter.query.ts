import { sql } from 'kysely';
import { isId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { type Timestamp, toDate } from '../platform/database/timestamp.ts';
import { encodeCursor, type Page, type PageRequest, toPage } from '../platform/graphql/connection.ts';
import { deadLetterQueue } from '../platform/jobs/jobs.ts';
import { redact, redactText } from '../platform/logging/redact.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { DeadLetter } from './dead-letter.type.ts';

export const deadLetterOrder = 'newest';

interface Row {
  id: string;
  name: string;
  createdAt: Timestamp;
  failedAt: Timestamp;
  tries: number;
  error: string | null;
  data: unknown;
}

const columns = sql`
  id, coalesce(source_name, '') as name, coalesce(source_created_on, created_on) as "createdAt",
  created_on as "failedAt", coalesce(source_retry_count, 0) + 1 as tries, data,
  coalesce(source_output ->> 'message', source_output ->> 'outcome', source_output ->> 'value') as error`;
/** Which jobs are dead letters that nobody has seen to. */
export const waiting = sql`name = ${deadLetterQueue} and state = 'created'`;

/** Jobs that failed for good, newest first; of one job or of all. One statement, and one more when counted. */
export async function findDeadLetters(
  ctx: RequestContext,
  name: string | null,
  page: PageRequest,
): Promise<Page<DeadLetter>> {
  const where = sql`${waiting} and ${name === null ? sql`true` : sql`source_name = ${name}`}`;
  const [time, id] = page.after ?? [];
  const after = page.after ? sql`and (created_on, id) < (${time}::timestamptz, ${id}::uuid)` : sql``;
  const { rows } = await sql<Row>`
    select ${columns} from pgboss.job where ${where} ${after}
    order by created_on desc, id desc
    limit ${page.first + 1} offset ${page.offset}`.execute(ctx.em.getKysely());
  const cursors = new Map(rows.map((row) => [row.id, encodeCursor(deadLetterOrder, [row.failedAt, row.id])]));
  return toPage(
    page,
    rows.map(toDeadLetter),
    (letter) => cursors.get(letter.id) ?? '',
    async () => {
      const counted = await sql<{ total: number }>`
        select count(*)::int as total from pgboss.job where ${where}`.execute(ctx.em.getKysely());
      return counted.rows[0]?.total ?? 0;
    },
  );
}

/** One that waits, its row locked until the transaction ends; null when there is none. */
export async function lockDeadLetter(em: EntityManager, id: string): Promise<DeadLetter | null> {
  if (!isId(id)) return null;
  const { rows } = await sql<Row>`
    select ${columns} from pgboss.job where ${waiting} and id = ${id} for update`.execute(em.getKysely());
  return rows[0] ? toDeadLetter(rows[0]) : null;
}

function toDeadLetter({ data, createdAt, failedAt, error, ...row }: Row): DeadLetter {
  return {
    ...row,
    createdAt: toDate(createdAt),
    failedAt: toDate(failedAt),
    error: error === null ? null : redactText(error),
    payload: JSON.stringify(redact(data ?? {})),
  };
}
