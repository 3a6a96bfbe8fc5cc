import { readdirSync, readFileSync } from 'node:fs';

/** Resident megabytes now, and the most there were. */
export interface Memory {
  now: number;
  peak: number;
}

/** Linux counts processor time in hundredths of a second (USER_HZ), whatever the kernel's own tick is. */
const millisecondsPerTick = 10;

export function memoryOf(pid: number): Memory {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (key: string) =>
    Number(new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024;
  return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') };
}

/** Processor time of a process so far, with all its threads. 0 when it has ended. */
export function processorMsOf(pid: number): number {
  const [, user = '0', system = '0'] = /\) (?:\S+ ){11}(\d+) (\d+)/.exec(statOf(pid)) ?? [];
  return (Number(user) + Number(system)) * millisecondsPerTick;
}

/** Processor time of a process's children, those that have ended included. */
export function processorMsOfFamily(pid: number): number {
  const [, user = '0', system = '0'] = /\) (?:\S+ ){13}(\d+) (\d+)/.exec(statOf(pid)) ?? [];
  const ended = (Number(user) + Number(system)) * millisecondsPerTick;
  const living = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(Number(name)) === pid)
    .reduce((sum, name) => sum + processorMsOf(Number(name)), 0);
  return ended + living;
}

/** Busy time of all processors since the machine started. */
export function busyMs(): number {
  const [, user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] =
    readFileSync('/proc/stat', 'utf8').split('\n', 1)[0]?.split(/\s+/).map(Number) ?? [];
  return (user + nice + system + irq + softirq) * millisecondsPerTick;
}

const parentOf = (pid: number): number => Number(/\) \S (\d+)/.exec(statOf(pid))?.[1] ?? 0);

function statOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return '';
  }
}
