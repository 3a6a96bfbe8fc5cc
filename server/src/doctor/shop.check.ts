import pg from 'pg';
import type { Config } from '../config.ts';
import { about, type Finding } from './finding.ts';

/** The watch over the jobs runs each minute; later than this, nobody works. */
const watchLateMinutes = 5;

interface Facts {
  lastWatch: Date | null;
  overdueJobs: number;
  deadLetters: number;
  critical: number;
  warnings: number;
  switchesOff: string[];
  admins: number;
  adminsWithoutFactor: number;
}

/** What a running shop would tell of itself: jobs, alerts, switches, administrators. Empty before its first start. */
export async function lookAtShop(config: Config): Promise<Finding[]> {
  const client = new pg.Client({ connectionString: config.database.url, application_name: 'tribi-doctor' });
  await client.connect();
  try {
    const { rows } = await client.query<{ isThere: boolean }>(
      `select to_regclass('staff_alerts') is not null and to_regclass('pgboss.job') is not null as "isThere"`,
    );
    if (!rows[0]?.isThere)
      return [about('jobs').warning('The shop was never started on this database.', 'npm start')];
    const facts = await read(client);
    return [...jobs(facts), alerts(facts), switches(facts), admins(facts, config)];
  } finally {
    await client.end();
  }
}

async function read(client: pg.Client): Promise<Facts> {
  const { rows } = await client.query<Facts>(`
    select (select max(ended_at) from job_runs where name = 'watch-jobs') as "lastWatch",
      (select count(*)::int from pgboss.job
        where state < 'active' and start_after < now() - interval '10 minutes' and name <> 'dead-letter') as "overdueJobs",
      (select count(*)::int from pgboss.job where name = 'dead-letter' and state = 'created') as "deadLetters",
      (select count(*)::int from staff_alerts where settled_at is null and severity = 'CRITICAL') as critical,
      (select count(*)::int from staff_alerts where settled_at is null and severity = 'WARNING') as warnings,
      (select coalesce(array_agg(name order by name), '{}') from switches where not is_on) as "switchesOff",
      (select count(*)::int from users where roles @> '["ADMIN"]') as admins,
      (select count(*)::int from users u where roles @> '["ADMIN"]' and not exists (
        select from second_factors f where f.user_id = u.id and f.confirmed_at is not null)) as "adminsWithoutFactor"`);
  const [facts] = rows;
  if (!facts) throw new Error('The database answered nothing');
  return facts;
}

function jobs({ lastWatch, overdueJobs, deadLetters }: Facts): Finding[] {
  const { ok, warning } = about('jobs');
  const minutes = lastWatch ? (Date.now() - lastWatch.getTime()) / 60_000 : Number.POSITIVE_INFINITY;
  const findings = [
    minutes <= watchLateMinutes
      ? ok('They run.')
      : warning(
          lastWatch ? `None has run since ${lastWatch.toISOString()}.` : 'None has run yet.',
          'Start a process that works (npm start, or main.js work): paid orders wait for it.',
        ),
  ];
  if (overdueJobs > 0)
    findings.push(
      warning(`${overdueJobs} jobs wait for more than ten minutes.`, 'Start a process that works.'),
    );
  if (deadLetters > 0)
    findings.push(
      warning(`${deadLetters} jobs have failed for good.`, 'Retry or discard each at /admin/dead-letters.'),
    );
  return findings;
}

function alerts({ critical, warnings }: Facts): Finding {
  const { ok, warning, problem } = about('alerts');
  const advice = 'Look at them at /admin/alerts; docs/runbook.md says what each means.';
  if (critical > 0) return problem(`${critical} critical alerts are open, and ${warnings} others.`, advice);
  return warnings > 0 ? warning(`${warnings} alerts are open.`, advice) : ok('None is open.');
}

function switches({ switchesOff }: Facts): Finding {
  const { ok, warning } = about('switches');
  return switchesOff.length === 0
    ? ok('All are on.')
    : warning(`Off: ${switchesOff.join(', ')}.`, 'Turn them on at /admin/switches when the reason is gone.');
}

function admins({ admins: count, adminsWithoutFactor }: Facts, { secondFactorRoles }: Config): Finding {
  const { ok, warning } = about('administrators');
  if (count === 0)
    return warning('Nobody is an administrator.', 'Set ADMIN_EMAILS to your address and sign in with it.');
  if (adminsWithoutFactor === 0) return ok(`${count}, each with a second factor.`);
  const what = `${adminsWithoutFactor} of ${count} have no second factor.`;
  return secondFactorRoles.includes('ADMIN')
    ? warning(what, 'They are asked to set one up at their next sign-in.')
    : warning(what, 'Set SECOND_FACTOR_ROLES, or let them set one up at /admin.');
}
