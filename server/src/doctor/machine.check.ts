import { statfs } from 'node:fs/promises';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { dataFolders } from '../platform/data-folders.ts';
import { about, type Finding } from './finding.ts';

const gigabyte = 1024 ** 3;
const minFree = { problem: gigabyte / 4, warning: gigabyte };

/** Room on the disks of the data folder, and of its database where that lies elsewhere. */
export async function lookAtDisk(dataDir: string): Promise<Finding[]> {
  return Promise.all((await dataFolders(dataDir)).map(roomAt));
}

async function roomAt(folder: string): Promise<Finding> {
  const { ok, warning, problem } = about('disk');
  const disk = await statfs(folder).catch(() => null);
  if (!disk) return ok(`There is no data folder ${folder}, so nothing is kept there.`);
  const free = disk.bavail * disk.bsize;
  const what = `${(free / gigabyte).toFixed(1)} GB are free at ${folder}.`;
  const advice = 'Make room: PostgreSQL stops when it cannot write.';
  if (free < minFree.problem) return problem(what, advice);
  return free < minFree.warning ? warning(what, advice) : ok(what);
}

const readiness = z.object({ status: z.string(), missing: z.array(z.string()).default([]) });

/** Whether the app answers on this machine, and says that it is ready. */
export async function lookAtApp(config: Config): Promise<Finding[]> {
  const { ok, warning, problem } = about('app');
  const url = `http://${hostToAsk(config.host)}:${config.port}/ready`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) }).then(
    async (response) => readiness.safeParse(await response.json()).data ?? null,
    () => null,
  );
  if (!answer) return [warning(`It does not run on port ${config.port} of this machine.`, 'npm start')];
  if (answer.status === 'ready') return [ok('It runs and is ready.')];
  return [
    problem(
      `It runs and is not ready: ${answer.missing.join(', ')}.`,
      'See "Not ready" in docs/runbook.md, and the findings below.',
    ),
  ];
}

/** Who listens at every address answers at this machine's own. */
function hostToAsk(host: string | undefined): string {
  if (host === undefined || host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
