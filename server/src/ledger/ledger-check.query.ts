import { sql } from 'kysely';
import type { EntityManager } from '../platform/database/orm.ts';
import { type Timestamp, toDate } from '../platform/database/timestamp.ts';
import { actorName, type RequestContext } from '../platform/request-context.ts';
import { isFindingCode } from './finding.ts';
import type { CheckResult } from './ledger.check.ts';

/** Keeps what a look at the books found, and who wanted it. */
export async function keepCheck(ctx: RequestContext, em: EntityManager, result: CheckResult): Promise<void> {
  await sql`
    insert into ledger_checks (id, started_at, finished_at, since, is_stripe_asked, entries, finding_count, findings,
      requested_by)
    values (${result.id}, ${result.startedAt}, ${result.finishedAt}, ${result.since}, ${result.isStripeAsked},
      ${result.entries}::bigint, ${result.findingCount}::int, ${JSON.stringify(result.findings)}::jsonb,
      ${actorName(ctx.actor)})`.execute(em.getKysely());
}

type Kept = Omit<CheckResult, 'startedAt' | 'finishedAt' | 'since'> &
  Record<'startedAt' | 'finishedAt', Timestamp> & { since: Timestamp | null };

/** The newest; null before the first. */
export async function lastCheck(ctx: RequestContext): Promise<CheckResult | null> {
  const { rows } = await sql<Kept>`
    select id, started_at as "startedAt", finished_at as "finishedAt", since, is_stripe_asked as "isStripeAsked",
      entries::float8 as entries, finding_count as "findingCount", findings
    from ledger_checks order by id desc limit 1`.execute(ctx.em.getKysely());
  const [row] = rows;
  if (!row) return null;
  return {
    ...row,
    startedAt: toDate(row.startedAt),
    finishedAt: toDate(row.finishedAt),
    since: row.since === null ? null : toDate(row.since),
    // An older version may have known findings that this one does not.
    findings: row.findings.filter(({ code }) => isFindingCode(code)),
  };
}
