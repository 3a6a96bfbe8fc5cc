import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ProcessList } from './leftovers.ts';
import { eventually, removeFolder, tempFolder } from './testing.ts';

let folder: string;

beforeAll(async () => {
  folder = await tempFolder();
});

afterAll(() => removeFolder(folder));

it('ends what a killed launcher left behind, and never a stranger with the same number', async () => {
  const left = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
    detached: true,
    stdio: 'ignore',
  });
  const stranger = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
  await Promise.all([once(left, 'spawn'), once(stranger, 'spawn')]);
  const file = join(folder, 'processes.json');
  new ProcessList(folder).note('app', left.pid ?? 0);
  await eventually('written', () => readFile(file, 'utf8').then(Boolean, () => false));
  const known: unknown = JSON.parse(await readFile(file, 'utf8'));
  const withStranger = { ...Object(known), sandboxes: { pid: stranger.pid, began: 'another time' } };
  await writeFile(file, JSON.stringify(withStranger));

  const ended = once(left, 'exit');
  const said: string[] = [];
  await new ProcessList(folder).endLeftovers((line) => said.push(line));
  expect(await ended).toEqual([null, 'SIGTERM']);
  expect(said).toEqual([expect.stringContaining('the app of a killed start')]);
  expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  stranger.kill();
});
