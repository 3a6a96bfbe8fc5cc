import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BuildTarget } from './build.ts';
import { stopPostgres } from './postgres.ts';
import { runningPostmaster } from './postmaster.ts';
import { runCommand } from './run-command.ts';
import { readSettings } from './settings.ts';
import { runShop } from './shop.ts';
import { recordingOutput, removeFolder, tempFolder } from './testing.ts';

const sandboxes = `
  require('node:fs').appendFileSync('sandboxes.txt', 'up ');
  console.log('sandboxes ready');
  process.on('SIGTERM', () => { require('node:fs').appendFileSync('sandboxes.txt', 'down '); process.exit(0); });
  setInterval(() => {}, 1000);
`;
const app = `console.log('ready http://x'); process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000);`;
/** Writes down where it was pointed to, and ends with a code of its own. */
const command = `
  const { DATABASE_URL, SANDBOX_DISCOVERY_FILE } = process.env;
  require('node:fs').writeFileSync('command.json', JSON.stringify([new URL(DATABASE_URL).pathname, SANDBOX_DISCOVERY_FILE]));
  process.exit(3);
`;

let root: string;
beforeAll(async () => {
  root = await tempFolder();
});
afterAll(async () => {
  await stopPostgres(join(root, '.data'));
  await removeFolder(root);
});

const script = (code: string) => ({ command: process.execPath, args: ['-e', code] });
const lines: string[] = [];
const run = async (
  environment: Record<string, string> = {},
  { broken, targets = [] }: { broken?: string; targets?: readonly BuildTarget[] } = {},
) =>
  runCommand({
    settings: await readSettings(root, environment),
    log: (line) => void lines.push(line),
    targets,
    processes: { command: script(command), sandboxes: script(broken ?? sandboxes) },
  });
/** Never built, and its tool is not there: whoever tries to build it fails. */
const stale: BuildTarget = {
  ...{ name: 'server', sources: ['server'], output: 'server/dist', cwd: '.' },
  ...{ tool: 'none', args: [], isCleaned: true },
};
const written = async (file: string) => readFile(join(root, file), 'utf8');
const isDatabaseUp = async () => (await runningPostmaster(join(root, '.data', 'pgdata'))) !== undefined;

describe('a command of the server', () => {
  it('finds database and sandboxes while the shop is down, and leaves nothing running', async () => {
    expect(await run()).toBe(3);
    expect(JSON.parse(await written('command.json'))).toEqual([
      '/tribi',
      join(root, '.data', 'sandbox.json'),
    ]);
    expect(await written('sandboxes.txt')).toBe('up down ');
    expect(await isDatabaseUp()).toBe(false);
  });

  it('runs without sandboxes that do not start, and against a database that is not looked at', async () => {
    expect(await run({}, { broken: 'process.exit(1)' })).toBe(3);
    expect(lines.join()).toContain('the sandboxes did not start');
    expect(await run({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/elsewhere' })).toBe(3);
    expect(JSON.parse(await written('command.json'))[0]).toBe('/elsewhere');
  });

  it('is built first where it is stale', async () => {
    await expect(run({}, { targets: [stale] })).rejects.toMatchObject({ code: 'BUILD_FAILED' });
    expect(await isDatabaseUp()).toBe(false);
  });

  it('uses a shop that runs and leaves it and its build alone', async () => {
    const stop = new AbortController();
    const ready = Promise.withResolvers<void>();
    const shop = runShop({
      settings: await readSettings(root, { PORT: '0' }),
      output: recordingOutput(),
      targets: [],
      processes: { app: script(app), sandboxes: script(sandboxes) },
      stop: stop.signal,
      force: new AbortController().signal,
      onReady: () => ready.resolve(),
    });
    await ready.promise;
    const before = await written('sandboxes.txt');
    expect(await run({}, { targets: [stale] })).toBe(3);
    expect(await written('sandboxes.txt')).toBe(before);
    expect(await isDatabaseUp()).toBe(true);
    stop.abort();
    await shop;
  });
});
