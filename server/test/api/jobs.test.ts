import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectUnchanged, settled } from '../kit/census.ts';
import { refused } from '../kit/refusal.ts';
import { type Person, signIn } from '../kit/shopper.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let admin: Person;
let support: Person;
beforeAll(async () => {
  app = await startTestApp({ isClockMovable: true });
  admin = await signIn(app, 'admin@tribi.test');
  support = await signIn(app, 'support@tribi.test');
});
afterAll(() => app.close());

const minutes = (count: number) => count * 60_000;
/** A mail that tells of no order: its job fails for good at its first try. */
async function failForGood(): Promise<string> {
  const mailId = randomUUID();
  await app.sql(
    `insert into mails (id, kind, recipient, locale, dedupe_key, created_at) values ($1::uuid, 'ORDER_DELIVERED', 'ana@example.com', 'en', $1::text, now())`,
    [mailId],
  );
  const { jobs, orm } = app.app;
  await jobs.send(
    orm.em.fork({ loggerContext: { requestId: `asked-${mailId}` } }),
    { name: 'mail.send' },
    {
      mailId,
    },
  );
  return mailId;
}
const letters = async (as = support): Promise<ResultOf[]> =>
  (
    await app.graphql(
      'query { deadLetters { totalCount nodes { id name tries error payload createdAt failedAt } } }',
      {},
      { as },
    )
  ).data.deadLetters.nodes;
const letterOf = (mailId: string): Promise<ResultOf> =>
  app.until(
    'the dead letter',
    async () => (await letters()).find(({ payload }) => payload.includes(mailId)) ?? null,
  );
const runs = async (filter: object): Promise<ResultOf[]> =>
  (
    await app.graphql(
      `query ($filter: JobRunFilter) { jobRuns(filter: $filter, first: 100) { nodes { name attempt outcome detail requestId process startedAt endedAt } } }`,
      { filter },
      { as: support },
    )
  ).data.jobRuns.nodes;
const change = async (call: string): Promise<ResultOf> =>
  (
    await app.graphql(
      `mutation { it: ${call} { __typename ... on UserError { code } ... on ${call.startsWith('retry') ? 'DeadLetterRetried' : 'DeadLetterDiscarded'} { name } } }`,
      {},
      { as: admin },
    )
  ).data.it;
const openAlerts = (kind: string) =>
  app.sql('select key, severity from staff_alerts where kind = $1 and settled_at is null order by key', [
    kind,
  ]);

describe('the history of jobs', () => {
  it('tells of each run of a periodic job, and of each failed try of another', async () => {
    await app.clock.advance(minutes(1));
    const [run] = await app.until('a run', async () => {
      const found = await runs({ name: 'reconcile-payments' });
      return found.length > 0 ? found : null;
    });
    expect(run).toMatchObject({ attempt: 1, process: expect.stringMatching(/:\d+$/) });
    const { jobs, orm } = app.app;
    await jobs.send(orm.em.fork(), { name: 'alert.announce' }, { alertId: 'for ana.garcia@example.com' });
    const tries = await app.until('its last try', async () => {
      await app.clock.advance(minutes(10));
      const found = await runs({ name: 'alert.announce' });
      return found.some(({ outcome }) => outcome === 'FAILED') ? found : null;
    });
    expect(tries.map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
      [9, 'FAILED'],
      ...[8, 7, 6, 5, 4, 3, 2, 1].map((attempt) => [attempt, 'WILL_RETRY']),
    ]);
    expect(tries[0].detail).toContain('Invalid');
  });

  it('is forgotten after a while', async () => {
    await app.sql(
      `insert into job_runs (name, job_id, attempt, started_at, ended_at, outcome, request_id, process)
       select 'old', gen_random_uuid(), 1, at, at, outcome, 'x', 'x'
       from (values ($1::timestamptz - interval '31 days', 'SUCCESS'), ($1::timestamptz - interval '29 days', 'FAILED'),
         ($1::timestamptz - interval '3 days', 'SKIPPED'), ($1::timestamptz - interval '1 day', 'SKIPPED')) as old (at, outcome)`,
      [app.clock.now()],
    );
    const { jobs, orm } = app.app;
    await jobs.send(orm.em.fork(), { name: 'clean-job-runs' }, {});
    await app.until('old runs to be gone', async () =>
      (await runs({ name: 'old' })).length === 2 ? true : null,
    );
    const [cleaned] = await runs({ name: 'clean-job-runs' });
    expect(cleaned).toMatchObject({ outcome: 'SUCCESS', detail: expect.stringMatching(/^forgot \d+ runs$/) });
    expect((await runs({ name: 'old' })).map(({ outcome }) => outcome).sort()).toEqual(['FAILED', 'SKIPPED']);
  });
});

describe('a dead letter', () => {
  it('is listed with what it carried and said, for SUPPORT and ADMIN', async () => {
    const mailId = await failForGood();
    const letter = await letterOf(mailId);
    expect(letter).toMatchObject({ name: 'mail.send', tries: 1, error: 'FAILED' });
    expect(JSON.parse(letter.payload)).toEqual({ mailId, $requestId: `asked-${mailId}` });
    const [run] = await runs({ name: 'mail.send', outcome: 'FAILED' });
    expect(run.requestId).toBe(`asked-${mailId}`);
    const finance = await signIn(app, 'finance@tribi.test');
    await settled(app);
    await refused(app, 'FORBIDDEN', 'query { deadLetters { totalCount } }', {}, finance);
    const id = JSON.stringify(letter.id);
    for (const call of [`retryDeadLetter(id: ${id})`, `discardDeadLetter(id: ${id}, reason: "none")`])
      await refused(app, 'FORBIDDEN', `mutation { ${call} { __typename } }`, {}, support);
  });

  it('raises an alert, which is settled when none is left', async () => {
    await app.until('the alert', async () =>
      (await openAlerts('DEAD_LETTER')).some(({ key }) => key === 'dead-letter:mail.send') ? true : null,
    );
    for (const { id, name } of await letters())
      expect(await change(`discardDeadLetter(id: "${id}", reason: "only a test")`)).toMatchObject({
        __typename: 'DeadLetterDiscarded',
        name,
      });
    await app.until('no alert', async () => {
      await app.clock.advance(minutes(1));
      return (await openAlerts('DEAD_LETTER')).length === 0 ? true : null;
    });
    const entries = await app.sql(
      "select reason, subject_label, before from audit_log where action = 'discardDeadLetter' and subject_label = 'mail.send'",
    );
    expect(entries[0]).toMatchObject({ reason: 'only a test', before: { error: 'FAILED' } });
  });

  it('is retried once, however many ask', async () => {
    const mailId = await failForGood();
    const { id } = await letterOf(mailId);
    // Its cause is mended.
    await app.sql("update mails set kind = 'STAFF_ALERT', sealed_payload = null where id = $1", [mailId]);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => change(`retryDeadLetter(id: "${id}")`)),
    );
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
      ...Array.from({ length: 4 }, () => 'DeadLetterNotFound'),
      'DeadLetterRetried',
    ]);
    await app.until('another try', async () => {
      const [row] = await app.sql(
        "select count(*)::int as n from job_runs where request_id = $1 and name = 'mail.send'",
        [`asked-${mailId}`],
      );
      return row.n > 1 ? true : null;
    });
    expect(await app.sql("select 1 from audit_log where action = 'retryDeadLetter'")).toHaveLength(1);
    // So that its next try finds nothing to do.
    await app.sql('delete from mails where id = $1', [mailId]);
  });

  it('is not discarded without a reason, nor twice, nor where there is none', async () => {
    const { id } = await letterOf(await failForGood());
    expect(
      await expectUnchanged(app, () => change(`discardDeadLetter(id: "${id}", reason: "")`)),
    ).toMatchObject({
      code: 'INVALID_INPUT',
    });
    await change(`discardDeadLetter(id: "${id}", reason: "only a test")`);
    await settled(app);
    for (const gone of [id, randomUUID(), 'nothing'])
      expect(
        await expectUnchanged(app, () => change(`discardDeadLetter(id: "${gone}", reason: "again")`)),
      ).toMatchObject({ code: 'DEAD_LETTER_NOT_FOUND' });
  });
});

it('a periodic job that has not run for its time raises an alert until it does', async () => {
  const now = app.clock.now();
  const insert = (name: string, from: string, every: string, to: string) =>
    app.sql(
      `insert into job_runs (name, job_id, attempt, started_at, ended_at, outcome, request_id, process)
       select $1, gen_random_uuid(), 1, at, at, 'SKIPPED', 'x', 'x'
       from generate_series($2::timestamptz - $3::interval, $2::timestamptz - $5::interval, $4::interval) at`,
      [name, now, from, every, to],
    );
  await app.sql("delete from job_runs where name in ('watch-jobs', 'expire-stock')");
  await insert('watch-jobs', '30 hours', '5 minutes', '1 minute');
  await insert('expire-stock', '28 hours', '1 hour', '28 hours');
  // One that runs by itself since today only, as after a new version.
  await app.sql("delete from job_runs where name = 'clean-job-runs'");
  await app.sql(
    "update pgboss.schedule set created_on = $1::timestamptz - interval '1 hour' where name = 'clean-job-runs'",
    [now],
  );
  const late = () => openAlerts('JOB_LATE');
  await app.until('the alert', async () => {
    await app.clock.advance(minutes(1));
    return (await late()).length > 0 ? true : null;
  });
  expect(await late()).toContainEqual({ key: 'job-late:expire-stock', severity: 'CRITICAL' });
  expect((await late()).map(({ key }) => key)).not.toContain('job-late:clean-job-runs');
  // Told of again after ALERT_REPEAT_HOURS, which are 6.
  const [alert] = await app.sql(
    `update staff_alerts set announced_at = announced_at - interval '7 hours', last_raised_at = last_raised_at - interval '2 hours'
     where key = 'job-late:expire-stock' and settled_at is null returning id, count`,
  );
  const tellings = () =>
    app.sql(`select 1 from mails where dedupe_key like 'staff-alert:' || $1 || ':%' and recipient = $2`, [
      alert.id,
      admin.email,
    ]);
  await app.until('another mail', async () => {
    await app.clock.advance(minutes(1));
    return (await tellings()).length === 2 ? true : null;
  });
  await insert('expire-stock', '1 minute', '1 hour', '0 minutes');
  await app.until('no alert', async () => {
    await app.clock.advance(minutes(1));
    return (await late()).some(({ key }) => key === 'job-late:expire-stock') ? null : true;
  });
});

it('two processes that work run each tick once between them', async () => {
  const other = await app.another({}, { work: true });
  const from = app.clock.now();
  for (let tick = 0; tick < 6; tick += 1) await app.clock.advance(minutes(1));
  await app.until('their runs', async () => {
    const waiting = await app.sql(
      "select 1 from pgboss.job where name = 'watch-jobs' and state in ('created', 'active')",
    );
    return waiting.length === 0 ? true : null;
  });
  const ticks = await app.sql(
    `select name, date_trunc('minute', j.created_on) as minute, count(*)::int as n
     from pgboss.job j where name in ('watch-jobs', 'reconcile-payments', 'mail.release') and created_on > $1
     group by 1, 2`,
    [from],
  );
  expect(ticks.length).toBeGreaterThanOrEqual(12);
  expect(ticks.filter(({ n }) => n !== 1)).toEqual([]);
  const repeated = await app.sql(
    'select job_id from job_runs where started_at > $1 group by job_id having count(*) > 1',
    [from],
  );
  expect(repeated).toEqual([]);
  await other.close();
});
