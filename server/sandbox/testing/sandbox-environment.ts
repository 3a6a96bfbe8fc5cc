import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import Stripe from 'stripe';
import { mintSandboxSecrets, type Sandboxes, type SandboxSecrets, startSandboxes } from '../start.ts';

export interface SandboxEnvironment {
  readonly secrets: SandboxSecrets;
  readonly databaseUrl: string;
  sandboxes: Sandboxes;
  /** Ends the sandboxes and starts them again on the same database. */
  restart(): Promise<void>;
  stripe(options?: { maxNetworkRetries?: number; key?: string; timeout?: number }): Stripe;
  /** Talks to a sandbox's switchboard; throws on a refusal. */
  control(
    sandbox: 'stripe' | 'connectedYou' | 'mailbox',
    method: string,
    path: string,
    body?: object,
  ): Promise<unknown>;
  close(): Promise<void>;
}

/** Sandboxes of a test file's own, on a fresh database of the server at `TEST_PG_URL`. */
export async function createSandboxEnvironment(
  options: { webhookUrl?: string } = {},
): Promise<SandboxEnvironment> {
  const database = await createDatabase();
  const secrets = mintSandboxSecrets();
  const start = () => startSandboxes({ databaseUrl: database.url, secrets, ...options });
  const environment: SandboxEnvironment = {
    secrets,
    databaseUrl: database.url,
    sandboxes: await start(),
    async restart() {
      await environment.sandboxes.close();
      environment.sandboxes = await start();
    },
    stripe: ({ maxNetworkRetries = 0, key = secrets.stripeSecretKey, timeout = 10_000 } = {}) => {
      const { hostname, port } = new URL(environment.sandboxes.stripe.url);
      return new Stripe(key, {
        host: hostname,
        port,
        protocol: 'http',
        maxNetworkRetries,
        timeout,
        telemetry: false,
      });
    },
    async control(sandbox, method, path, body) {
      const response = await fetch(`${environment.sandboxes[sandbox].url}/_sandbox/${path}`, {
        method,
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return JSON.parse(text);
    },
    async close() {
      await environment.sandboxes.close();
      await database.drop();
    },
  };
  return environment;
}

async function createDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = process.env.TEST_PG_URL;
  if (!server)
    throw new Error(
      'Set TEST_PG_URL to the URL of a PostgreSQL superuser: each test file makes its own database.',
    );
  const name = `sandbox_${randomBytes(6).toString('hex')}`;
  const run = async (sql: string) => {
    const client = new Client({ connectionString: server });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  await run(`create database ${name} strategy file_copy`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(`drop database if exists ${name} with (force)`) };
}

/** Waits until `look` gives something, looking often; fails with `what` after ten seconds. */
export async function eventually<Value>(
  what: string,
  look: () => Promise<Value | null> | Value | null,
): Promise<Value> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const value = await look();
    if (value !== null) return value;
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
