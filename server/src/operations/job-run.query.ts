import { type RawBuilder, sql } from 'kysely';
import { type Timestamp, toDate } from '../platform/database/timestamp.ts';
import { encodeCursor, type Page, type PageRequest, toPage } from '../platform/graphql/connection.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { JobRun, JobRunFilter } from './job-run.type.ts';

export const jobRunOrder = 'newest';

type Row = Omit<JobRun, 'startedAt' | 'endedAt'> & { startedAt: Timestamp; endedAt: Timestamp };

/** Runs of jobs, newest first. One statement, and one more when counted. */
export async function findJobRuns(
  ctx: RequestContext,
  filter: JobRunFilter,
  page: PageRequest,
): Promise<Page<JobRun>> {
  const where = conditions(filter);
  const after = page.after ? sql`and id < ${page.after[0]}::uuid` : sql``;
  const { rows } = await sql<Row>`
    select id, name, job_id as "jobId", attempt, started_at as "startedAt", ended_at as "endedAt", outcome, detail,
      request_id as "requestId", process
    from job_runs where ${where} ${after}
    order by id desc
    limit ${page.first + 1} offset ${page.offset}`.execute(ctx.em.getKysely());
  const runs = rows.map((row) => ({
    ...row,
    startedAt: toDate(row.startedAt),
    endedAt: toDate(row.endedAt),
  }));
  return toPage(
    page,
    runs,
    ({ id }) => encodeCursor(jobRunOrder, [id]),
    async () => {
      const counted = await sql<{ total: number }>`
        select count(*)::int as total from job_runs where ${where}`.execute(ctx.em.getKysely());
      return counted.rows[0]?.total ?? 0;
    },
  );
}

function conditions({ name, outcome }: JobRunFilter): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`true`];
  if (name) all.push(sql`name = ${name}`);
  if (outcome) all.push(sql`outcome = ${outcome}`);
  return sql.join(all, sql` and `);
}
