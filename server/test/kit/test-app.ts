import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import supertest from 'supertest';
import { writeDiscovery } from '../../sandbox/discovery.ts';
import { mintSandboxSecrets, startSandboxes } from '../../sandbox/start.ts';
import { type App, createApp } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import type { EsimProvider } from '../../src/providers/esim-provider.ts';
import { controlSandbox, discoveryOf, graphqlAt, mailsIn, type ShopUnderTest } from './shop-under-test.ts';
import { createDatabase, databaseUrl, dropDatabase, onServer, templateName } from './template.ts';
import { MovableClock } from './test-clock.ts';

export type { GraphQLAnswer, ResultOf } from './shop-under-test.ts';

export interface TestApp extends ShopUnderTest {
  readonly app: App;
  readonly clock: MovableClock;
  readonly databaseUrl: string;
  /** The settings of this shop, for processes of their own. */
  readonly env: Readonly<Record<string, string>>;
  readonly request: ReturnType<typeof supertest>;
  /** Another process of the same shop: its own address and settings, the same database and sandboxes. */
  another(
    env?: Record<string, string>,
    options?: { work?: boolean },
  ): Promise<Pick<TestApp, 'app' | 'url' | 'graphql' | 'close'>>;
  close(): Promise<void>;
}

export interface TestAppOptions {
  /** Settings beside those of a fresh start. */
  env?: Record<string, string>;
  /** Time stands still until `clock.advance`. Default: real time. */
  isClockMovable?: boolean;
  /** Jobs run in this app. Default true. */
  work?: boolean;
  /** Suppliers beside ConnectedYou. */
  moreProviders?: readonly EsimProvider[];
  /** Takes the lines of the log. */
  writeLog?: (line: string) => void;
}

let serial = 0;

/** The whole app on a database of its own, with sandboxes of its own, over real HTTP. */
export async function startTestApp({
  env = {},
  isClockMovable = false,
  work = true,
  moreProviders = [],
  writeLog,
}: TestAppOptions = {}): Promise<TestApp> {
  serial += 1;
  const name = `test_${process.pid}_${serial}_${Date.now()}`;
  await createDatabase(name, templateName);
  await createDatabase(`${name}_sandbox`);
  const dataDir = await mkdtemp(join(tmpdir(), 'tribi-app-'));
  const secrets = mintSandboxSecrets();
  const sandboxes = await startSandboxes({ databaseUrl: databaseUrl(`${name}_sandbox`), secrets });
  writeDiscovery(join(dataDir, 'sandbox.json'), discoveryOf(sandboxes, secrets));
  const clock = new MovableClock();
  if (isClockMovable) await onServer(`alter database ${name} set "pgboss.test_clock" = 'on'`);
  const settings = {
    DATABASE_URL: databaseUrl(name),
    DATA_DIR: dataDir,
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    // Tests sign many people in from one address, and buy more than a person would.
    RATE_LIMIT_CODES_PER_IP_PER_DAY: '10000',
    RATE_LIMIT_SIGN_INS_PER_IP_PER_HOUR: '10000',
    RATE_LIMIT_SECOND_FACTORS_PER_HOUR: '10000',
    RATE_LIMIT_SECOND_FACTORS_PER_IP_PER_HOUR: '10000',
    RATE_LIMIT_PAYMENTS_PER_MINUTE: '100000',
    RATE_LIMIT_PAYMENTS_PER_IP_PER_MINUTE: '100000',
    RATE_LIMIT_STAFF_WRITES_PER_MINUTE: '10000',
    RATE_LIMIT_STAFF_WRITES_PER_IP_PER_MINUTE: '10000',
    ...env,
  };
  const app = await createApp(parseConfig(settings), {
    moreProviders,
    ...(isClockMovable ? { clock, testClock: clock.jobs } : {}),
    ...(writeLog ? { writeLog } : {}),
  });
  await app.start({ serve: true, work });
  const url = addressOf(app);
  sandboxes.setWebhookUrl(`${url}/webhooks/stripe`);
  const pool = new pg.Pool({ connectionString: databaseUrl(name), max: 4 });

  /** A little time, for Stripe too: it signs with its own, and the shop takes what is at most five minutes old. */
  let stripeKnows = Date.now();
  const tickTogether = async () => {
    await clock.tick();
    const now = clock.now().getTime();
    if (Math.abs(now - stripeKnows) < 60_000) return;
    stripeKnows = now;
    await controlSandbox(sandboxes, 'stripe', 'clock', { offsetMs: now - Date.now() });
  };

  const test: TestApp = {
    app,
    url,
    clock,
    sandboxes,
    secrets,
    databaseUrl: databaseUrl(name),
    env: settings,
    request: supertest(app.http.server),
    graphql: graphqlAt(url),
    async another(changes = {}, { work: alsoWorks = false } = {}) {
      const other = await createApp(parseConfig({ ...settings, ...changes }), {
        moreProviders,
        ...(isClockMovable ? { clock, ...(alsoWorks ? { testClock: clock.jobs } : {}) } : {}),
      });
      await other.start({ serve: true, work: alsoWorks });
      const otherUrl = addressOf(other);
      return { app: other, url: otherUrl, graphql: graphqlAt(otherUrl), close: () => other.stop() };
    },
    sql: async (text, values) => (await pool.query(text, values)).rows,
    mailsTo: (email) => mailsIn(sandboxes, email),
    control: (...call) => controlSandbox(sandboxes, ...call),
    async until(what, look) {
      const deadline = Date.now() + 20_000;
      for (;;) {
        const found = await look();
        if (found !== null) return found;
        if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}`);
        if (isClockMovable) await tickTogether();
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async close() {
      await pool.end();
      await app.stop();
      await sandboxes.close();
      await Promise.all([dropDatabase(name), dropDatabase(`${name}_sandbox`)]);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return test;
}

function addressOf(app: App): string {
  const address = app.http.server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}
