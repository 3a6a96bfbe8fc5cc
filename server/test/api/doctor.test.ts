import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { examine } from '../../src/doctor/doctor.command.ts';
import { type Finding, look, worst } from '../../src/doctor/finding.ts';
import { lookAtApp } from '../../src/doctor/machine.check.ts';
import { buildServer, runCommand } from '../kit/app-process.ts';
import { createDatabase, databaseUrl, dropDatabase } from '../kit/template.ts';
import { startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let env: Record<string, string>;
beforeAll(async () => {
  app = await startTestApp();
  env = { ...app.env, PORT: new URL(app.url).port };
  await app.until('the first watch', async () =>
    (await app.sql("select 1 from pgboss.schedule where name = 'watch-jobs'")).length > 0 ? true : null,
  );
  await app.sql(
    `insert into job_runs (name, job_id, attempt, started_at, ended_at, outcome, request_id, process)
     values ('watch-jobs', gen_random_uuid(), 1, now(), now(), 'SKIPPED', 'x', 'x')`,
  );
});
afterAll(() => app.close());

const of = (findings: readonly Finding[], check: string, status?: Finding['status']) =>
  findings.filter((finding) => finding.check === check && (!status || finding.status === status));
const examineWith = (changes: Record<string, string>) => examine({ ...env, ...changes });

/** The file by which the sandboxes are found, with something wrong in it. */
function discoveryWith(change: (discovery: Record<string, Record<string, unknown>>) => void): string {
  const discovery = JSON.parse(readFileSync(join(app.env.DATA_DIR ?? '', 'sandbox.json'), 'utf8'));
  change(discovery);
  const file = join(app.env.DATA_DIR ?? '', `changed-${performance.now()}.json`);
  writeFileSync(file, JSON.stringify(discovery));
  return file;
}

describe('the doctor', () => {
  it('finds nothing wrong with a shop that runs, and says so line by line', async () => {
    const findings = await examine(env);
    expect(findings.filter(({ status }) => status === 'problem')).toEqual([]);
    for (const check of [
      'settings',
      'disk',
      'database',
      'app',
      'jobs',
      'alerts',
      'switches',
      'stripe',
      'supplier',
      'mail',
    ])
      expect(of(findings, check, 'ok'), check).not.toEqual([]);
    for (const { status, advice } of findings) expect(advice === null).toBe(status === 'ok');
  });

  it('as a command ends with 0 or 1, prints JSON where asked, and no secret', async () => {
    await buildServer();
    const well = await runCommand(['doctor', '--json'], env);
    expect(well.code).toBe(0);
    expect(JSON.parse(well.stdout)).toMatchObject({ findings: expect.any(Array) });
    const ill = await runCommand(['doctor'], {
      ...env,
      STOP_TIMEOUT_SECONDS: 'soon',
      DATABASE_URL: 'postgres://a:hidden-word@127.0.0.1:1/x',
    });
    expect(ill.code).toBe(1);
    expect(ill.stdout).toContain('STOP_TIMEOUT_SECONDS');
    expect(ill.stdout).toMatch(/problem +database +No database answers at 127\.0\.0\.1:1/);
    for (const { stdout, stderr } of [well, ill])
      for (const secret of [
        'hidden-word',
        app.secrets.stripeSecretKey,
        app.secrets.stripeWebhookSecret,
        app.secrets.connectedYouApiKey,
      ])
        expect(stdout + stderr).not.toContain(secret);
  }, 60_000);

  it('asks the app at the address it listens on', async () => {
    const server = createServer((_request, response) => response.end('{"status":"ready"}'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.2', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const config = { ...parseConfig(env), port };
    expect(await lookAtApp({ ...config, host: '127.0.0.2' })).toMatchObject([{ status: 'ok' }]);
    expect(await lookAtApp({ ...config, host: '127.0.0.1' })).toMatchObject([{ status: 'warning' }]);
    server.close();
  });

  it('looks at the disk of a database that lies elsewhere too', async () => {
    const note = join(app.env.DATA_DIR ?? '', 'postgres.json');
    writeFileSync(note, JSON.stringify({ pgdata: '/proc' }));
    const findings = of(await examine(env), 'disk');
    rmSync(note);
    expect(findings.map(({ status }) => status)).toEqual(['ok', 'problem']);
    expect(findings[1]?.what).toContain('at /proc.');
  });

  it('tells that the app is down, and looks at the rest all the same', async () => {
    const findings = await examineWith({ PORT: '9' });
    expect(of(findings, 'app')).toMatchObject([{ status: 'warning', advice: 'npm start' }]);
    expect(of(findings, 'database', 'ok')).not.toEqual([]);
  });

  it('tells of keys that Stripe and the supplier refuse, and of a mail server that is away', async () => {
    const file = discoveryWith((discovery) => {
      Object.assign(discovery.stripe ?? {}, { secretKey: 'sk_test_wrong' });
      Object.assign(discovery.connectedYou ?? {}, { apiKey: 'wrong' });
      Object.assign(discovery.smtp ?? {}, { port: 1 });
    });
    const findings = await examineWith({ SANDBOX_DISCOVERY_FILE: file });
    expect(of(findings, 'stripe')).toMatchObject([{ status: 'problem', what: 'Stripe refuses our key.' }]);
    expect(of(findings, 'supplier')).toMatchObject([
      { status: 'problem', what: 'ConnectedYou refuses our key.' },
    ]);
    expect(of(findings, 'mail')).toMatchObject([{ status: 'problem' }]);
    expect(await app.sql('select 1 from provisioning_attempts')).toEqual([]);
  });

  it('tells of a missing webhook endpoint', async () => {
    app.sandboxes.setWebhookUrl(`${app.url}/elsewhere`);
    expect(of(await examine(env), 'stripe', 'warning')).toMatchObject([
      { what: expect.stringContaining('No enabled webhook endpoint') },
    ]);
    app.sandboxes.setWebhookUrl(`${app.url}/webhooks/stripe`);
    expect(of(await examine(env), 'stripe', 'warning')).toEqual([]);
  });

  it('tells of migrations, alerts, switches and dead letters', async () => {
    await app.sql('delete from mikro_orm_migrations where id = (select max(id) from mikro_orm_migrations)');
    await app.sql("insert into switches values ('MAIL', false, 'a test', 'somebody', now())");
    await app.sql(
      `insert into staff_alerts (id, kind, key, severity, subject, raised_at, last_raised_at, announced_at, updated_at)
       values (uuidv7(), 'A_TEST', 'a', 'CRITICAL', 'a', now(), now(), now(), now())`,
    );
    const findings = await examine(env);
    expect(of(findings, 'database', 'warning')).toMatchObject([
      { what: expect.stringContaining('1 migrations') },
    ]);
    expect(of(findings, 'switches', 'warning')).toMatchObject([{ what: 'Off: MAIL.' }]);
    expect(of(findings, 'alerts', 'problem')).toHaveLength(1);
    expect(of(findings, 'app', 'problem')).toMatchObject([{ what: expect.stringContaining('migrations') }]);
    expect(worst(findings)).toBe('problem');
  });

  it('changes nothing of a database that is new', async () => {
    const name = `test_${process.pid}_doctor_${Date.now()}`;
    await createDatabase(name);
    const findings = await examineWith({ DATABASE_URL: databaseUrl(name) });
    expect(of(findings, 'database', 'warning')).toMatchObject([{ what: 'No migration is applied yet.' }]);
    const client = new pg.Client({ connectionString: databaseUrl(name) });
    await client.connect();
    const { rows } = await client.query(
      "select relname from pg_class where relnamespace = 'public'::regnamespace",
    );
    await client.end();
    await dropDatabase(name);
    expect(rows).toEqual([]);
  });

  it('goes on when one look fails', async () => {
    const [finding] = await look('stripe', async () => {
      throw new Error('no way to ana@example.com');
    });
    expect(finding).toMatchObject({ check: 'stripe', status: 'problem' });
    expect(finding?.what).not.toContain('ana@');
  });
});
