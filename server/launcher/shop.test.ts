import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stopPostgres } from './postgres.ts';
import { runningPostmaster } from './postmaster.ts';
import { readSettings } from './settings.ts';
import { type RunningShop, runShop } from './shop.ts';
import { eventually, recordingOutput, removeFolder, tempFolder } from './testing.ts';

/** Says what it was given, works until SIGTERM, and on the way down says so. */
const fakeApp = `
  const { DATABASE_URL, SANDBOX_DISCOVERY_FILE, STRIPE_SECRET_KEY } = process.env;
  console.log('app ' + process.pid + ' database ' + new URL(DATABASE_URL).pathname);
  console.log('ready http://localhost:' + process.env.PORT);
  process.on('SIGTERM', () => { console.log('app drained'); process.exit(0); });
  process.on('disconnect', () => process.exit(0));
  setInterval(() => {}, 1000);
`;
const fakeSandboxes = `
  console.log('sandbox ' + process.pid + ' knows secret: ' + (process.env.SECRET_KEY !== undefined));
  console.log('sandboxes ready');
  process.on('SIGTERM', () => { console.log('sandboxes drained'); process.exit(0); });
  setInterval(() => {}, 1000);
`;
const dying = `console.log('cannot go on'); process.exit(3)`;

let root: string;
const dataDir = () => join(root, '.data');

beforeAll(async () => {
  root = await tempFolder();
});

afterAll(async () => {
  await stopPostgres(dataDir());
  await removeFolder(root);
});

async function startShop(app: string, environment: Record<string, string> = {}) {
  const output = recordingOutput();
  const stop = new AbortController();
  const force = new AbortController();
  const ready = Promise.withResolvers<{ url: string; shop: RunningShop }>();
  ready.promise.catch(() => undefined);
  const script = (code: string) => ({ command: process.execPath, args: ['-e', code] });
  const ended = runShop({
    settings: await readSettings(root, { PORT: '0', SECRET_KEY: 'secret', ...environment }),
    output,
    targets: [],
    processes: { app: script(app), sandboxes: script(fakeSandboxes) },
    stop: stop.signal,
    force: force.signal,
    onReady: (url, shop) => ready.resolve({ url, shop }),
    backOffMs: 1,
  });
  ended.catch((error: unknown) => ready.reject(error));
  const pids = (name: string) =>
    output.lines.flatMap((line) => {
      const pid = new RegExp(`${name} (\\d+) `).exec(line)?.[1];
      return pid === undefined ? [] : [Number(pid)];
    });
  return { output, stop, force, ended, pids, ready: ready.promise };
}

describe('runShop', () => {
  it('brings all up, restarts what dies, and takes all down in order', async () => {
    const shop = await startShop(fakeApp);
    expect((await shop.ready).url).toBe('http://localhost:0');
    expect(shop.output.lines).toContainEqual(expect.stringMatching(/^app: app \d+ database \/tribi$/));
    expect(shop.output.lines).toContainEqual(expect.stringContaining('knows secret: false'));

    for (const name of ['app', 'sandbox']) {
      process.kill(shop.pids(name)[0] ?? 0, 'SIGKILL');
      await eventually(`${name} runs again`, () => shop.pids(name).length === 2);
    }
    const postgres = await runningPostmaster(join(dataDir(), 'pgdata'));
    process.kill(postgres?.pid ?? 0, 'SIGKILL');
    await eventually('PostgreSQL runs again', () => shop.output.lines.includes('postgres: is back'));

    shop.stop.abort();
    await shop.ended;
    const ends = shop.output.lines.filter((line) => line.endsWith('drained'));
    expect(ends).toEqual(['app: app drained', 'sandboxes: sandboxes drained']);
    expect(await runningPostmaster(join(dataDir(), 'pgdata'))).toBeUndefined();
  });

  it('starts no sandboxes in production', async () => {
    const shop = await startShop(fakeApp, { ENVIRONMENT: 'production' });
    await shop.ready;
    shop.stop.abort();
    await shop.ended;
    expect(shop.pids('sandbox')).toEqual([]);
  });

  it('runs once a data folder', async () => {
    const first = await startShop(fakeApp);
    await first.ready;
    const second = await startShop(fakeApp);
    await expect(second.ended).rejects.toMatchObject({ code: 'ALREADY_RUNNING' });
    first.stop.abort();
    await first.ended;
  });

  it('fails with its reason when the app does not start, and leaves nothing running', async () => {
    const shop = await startShop(dying);
    await expect(shop.ended).rejects.toMatchObject({
      code: 'PROCESS_FAILED',
      message: expect.stringContaining('exit code 3'),
    });
    expect(shop.output.lines).toContain('app: cannot go on');
    expect(await runningPostmaster(join(dataDir(), 'pgdata'))).toBeUndefined();
  });

  it('gives up after five quick deaths and shows the last lines', async () => {
    const shop = await startShop(
      `console.log('ready http://x'); console.log('cannot go on'); process.exit(3)`,
    );
    await expect(shop.ended).rejects.toMatchObject({
      code: 'PROCESS_FAILED',
      message: expect.stringMatching(/5 times.*cannot go on/s),
    });
  });

  it('names the port that is taken and what to do, before it makes a database', async () => {
    const squatter = createServer();
    const port = await new Promise<number>((resolve) => {
      squatter.listen(0, () => {
        const address = squatter.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    const shop = await startShop(fakeApp, { PORT: String(port), DATA_DIR: 'untouched' });
    await expect(shop.ended).rejects.toMatchObject({
      code: 'PORT_TAKEN',
      message: expect.stringMatching(new RegExp(`Port ${port}.*PORT=4001 npm start`, 's')),
    });
    squatter.close();
    expect(shop.output.lines).toEqual([]);
  });

  it('says what is wrong with DATABASE_URL and does not show the password', async () => {
    const wrong = [
      'postgres://tribi:s3cret@127.0.0.1:1/shop',
      'postgres:tribi:s3cret@127.0.0.1/shop',
      'mysql://a:s3cret@b/c',
    ];
    for (const url of wrong) {
      const shop = await startShop(fakeApp, { DATABASE_URL: url });
      const error: unknown = await shop.ended.catch((reason: unknown) => reason);
      expect(error).toMatchObject({
        code: 'DATABASE_UNREACHABLE',
        message: expect.stringContaining('DATABASE_URL'),
      });
      expect(String(error)).not.toContain('s3cret');
    }
  });

  it('reads .env below the real environment', async () => {
    await writeFile(join(root, '.env'), 'PORT=4555\nDATA_DIR=elsewhere\nSMTP_HOST=\n');
    const settings = await readSettings(root, { PORT: '4556' });
    expect(settings).toMatchObject({
      port: 4556,
      dataDir: join(root, 'elsewhere'),
      sandboxed: { mail: true },
    });
    await expect(readSettings(root, { PORT: 'abc' })).rejects.toMatchObject({ code: 'SETTING_INVALID' });
  });
});
