import { expect } from 'vitest';
import type { TestApp } from './test-app.ts';

/** What people and their purchases leave behind; the catalogue is read-only to all of them. */
const tables = [
  'users',
  'sessions',
  'sign_in_codes',
  'account_codes',
  'email_changes',
  'mail_choices',
  'orders',
  'order_events',
  'idempotency_keys',
  'payments',
  'refunds',
  'disputes',
  'ledger_entries',
  'stripe_events',
  'inventory_items',
  'inventory_moves',
  'stock_alerts',
  'esims',
  'esim_shares',
  'refund_requests',
  'provisioning_attempts',
  'mails',
  'staff_alerts',
  'switches',
  'audit_log',
  'second_factors',
  'recovery_codes',
  'staff_invitations',
  'role_decisions',
] as const;

/** Rows that come by themselves and mean nothing: what Stripe tells of an intent that was only made. */
const untold: Partial<Record<(typeof tables)[number], string>> = {
  stripe_events: `where outcome is distinct from 'IGNORED'`,
};

/** The number of rows of each table and a digest of what stands in them. */
async function census(app: TestApp): Promise<object> {
  const digests = tables.map((table) => {
    const rows = `select ${table}::text as line from ${table} ${untold[table] ?? ''}`;
    return `(select count(*) || ' ' || coalesce(md5(string_agg(line, '|' order by line)), '') from (${rows}) as lines) as ${table}`;
  });
  const [row] = await app.sql<object>(`select ${digests.join(', ')}`);
  return row ?? {};
}

/** Runs `work` and asserts that it changed nothing that is stored. */
export async function expectUnchanged<T>(app: TestApp, work: () => Promise<T>): Promise<T> {
  const before = await census(app);
  const result = await work();
  expect(await census(app)).toEqual(before);
  return result;
}

/**
 * Waits until every job that is due or being tried again has run, so that what changes afterwards is the test's doing.
 * A job that was put off from the start is not waited for.
 */
export async function settled(app: TestApp): Promise<void> {
  await app.until('the jobs to be done', async () => {
    const [row] = await app.sql<{ waiting: number }>(
      `select count(*)::int as waiting from pgboss.job
       where (state in ('retry', 'active') or (state = 'created' and start_after <= $1))
         and name not like '\\_\\_%' and name <> 'dead-letter'`,
      [new Date(Math.max(app.clock.now().getTime(), Date.now()))],
    );
    return row?.waiting === 0 ? true : null;
  });
}

/** From now on no job begins by the clock, for tests that count what one request does. */
export async function stopCron(app: TestApp): Promise<void> {
  await app.sql('delete from pgboss.schedule');
  await settled(app);
}
