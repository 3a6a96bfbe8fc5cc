import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDiscovery } from './discovery.ts';
import { mintSandboxSecrets, startSandboxes } from './start.ts';
import { createSandboxEnvironment, type SandboxEnvironment } from './testing/sandbox-environment.ts';

let environment: SandboxEnvironment;
let folder: string;

beforeAll(async () => {
  environment = await createSandboxEnvironment();
  folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
});
afterAll(async () => {
  await environment?.close();
  rmSync(folder, { recursive: true, force: true });
});

function statusWith(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method: 'GET', headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    call.on('error', reject).end();
  });
}

describe('a private sandbox', () => {
  it.each(['stripe', 'connectedYou', 'mailbox'] as const)(
    '(%s) answers its own machine under its own names only',
    async (name) => {
      const url = `${environment.sandboxes[name].url}/_sandbox/state`;
      expect(await statusWith(url, { host: 'localhost:1' })).toBe(200);
      expect(await statusWith(url, { host: 'evil.example' })).toBe(403);
      expect(await statusWith(url, { origin: 'https://evil.example' })).toBe(403);
    },
  );

  it('refuses a fault it does not know, and says what is wrong', async () => {
    await expect(environment.control('stripe', 'POST', 'faults', { mode: 'explode' })).rejects.toThrow('400');
    await expect(environment.control('stripe', 'POST', 'nowhere')).rejects.toThrow('404');
  });

  it('has its database to itself', async () => {
    const second = startSandboxes({ databaseUrl: environment.databaseUrl, secrets: mintSandboxSecrets() });
    await expect(second).rejects.toThrow('Another sandbox process uses this database');
  }, 15_000);
});

describe('the sandbox process', () => {
  it('says where it is, keeps its secrets and ports over a restart, and ends on SIGTERM', async () => {
    await environment.sandboxes.close();
    const file = join(folder, 'data', 'sandbox.json');
    const first = await run(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const before = readDiscovery(file);
    expect(before).toMatchObject({ pid: first.pid, smtp: { host: '127.0.0.1' } });
    expect(
      (
        await fetch(`${before?.stripe.url}/v1/account`, {
          headers: { authorization: `Bearer ${before?.stripe.secretKey}` },
        })
      ).status,
    ).toBe(200);
    expect(await end(first)).toBe(0);
    const second = await run(file);
    expect(readDiscovery(file)).toEqual({ ...before, pid: second.pid });
    expect(await end(second)).toBe(0);
  }, 30_000);

  it('says what is missing', async () => {
    const child = spawn(process.execPath, [mainFile], { env: {}, stdio: ['ignore', 'ignore', 'pipe'] });
    const [text] = await once(child.stderr, 'data');
    expect(String(text)).toContain('SANDBOX_DATABASE_URL is needed');
    if (child.exitCode === null) await once(child, 'exit');
    expect(child.exitCode).toBe(1);
  });

  const mainFile = join(import.meta.dirname, 'main.ts');

  async function run(file: string) {
    const env = { SANDBOX_DATABASE_URL: environment.databaseUrl, SANDBOX_DISCOVERY_FILE: file };
    const child = spawn(process.execPath, [mainFile], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await once(child.stdout, 'data');
    expect(String(line)).toBe('sandboxes ready\n');
    return child;
  }

  async function end(child: Awaited<ReturnType<typeof run>>): Promise<number | null> {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
    return child.exitCode;
  }
});

describe('the discovery file', () => {
  it('that is missing, half written or of another shape is none', () => {
    const file = join(folder, 'discovery.json');
    expect(readDiscovery(file)).toBeNull();
    for (const text of ['', '{"stripe":', '{"stripe":{}}']) {
      writeFileSync(file, text);
      expect(readDiscovery(file)).toBeNull();
    }
  });
});
