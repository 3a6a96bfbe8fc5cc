import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { endGroup } from './build.ts';

/** A process of ours, told from a later one with the same number by the moment it began. */
interface KnownProcess {
  readonly pid: number;
  readonly began: string;
}

const shape = z.record(z.string(), z.object({ pid: z.number().int().gt(1), began: z.string() }));
const graceMs = 20_000;

/** Keeps in the data folder which processes a launcher has started, for the launcher after it. */
export class ProcessList {
  private readonly file: string;
  private known: Record<string, KnownProcess> = {};
  private writing: Promise<void> = Promise.resolve();

  constructor(dataDir: string) {
    this.file = join(dataDir, 'processes.json');
  }

  /** Notes the process that now runs under this name. */
  note(name: string, pid: number): void {
    const began = beginning(pid);
    if (began === undefined) return;
    this.known = { ...this.known, [name]: { pid, began } };
    const text = `${JSON.stringify(this.known)}\n`;
    // Not being able to note it is no reason to stop a running shop.
    this.writing = this.writing.then(() => writeFile(this.file, text)).catch(() => undefined);
  }

  /**
   * Ends what a killed launcher has left behind, orderly if they can (they lose their channel to it and stop
   * by themselves). Call it under the launcher's lock: nobody else can own them then.
   */
  async endLeftovers(log: (line: string) => void): Promise<void> {
    const left = Object.entries(await this.read()).filter(([, each]) => isRunning(each));
    if (left.length > 0)
      log(`waiting for the ${left.map(([name]) => name).join(' and ')} of a killed start to end`);
    await Promise.all(left.map(([, each]) => end(each)));
  }

  /** Forgets all: they were stopped in order. */
  async clear(): Promise<void> {
    await this.writing;
    await rm(this.file, { force: true }).catch(() => undefined);
  }

  private async read(): Promise<Record<string, KnownProcess>> {
    try {
      const text = await readFile(this.file, 'utf8');
      return shape.parse(JSON.parse(text));
    } catch {
      return {};
    }
  }
}

async function end(each: KnownProcess): Promise<void> {
  endGroup(each.pid, 'SIGTERM');
  const deadline = Date.now() + graceMs;
  while (isRunning(each)) {
    if (Date.now() > deadline) endGroup(each.pid, 'SIGKILL');
    await delay(50);
  }
}

function isRunning({ pid, began }: KnownProcess): boolean {
  return beginning(pid) === began;
}

/** When a process began, in the system's own words; undefined when there is none or it is a zombie. */
function beginning(pid: number): string | undefined {
  try {
    if (process.platform !== 'linux') {
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    }
    // After the name in parentheses: state is field 3, the start in clock ticks field 22 (proc(5)).
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
