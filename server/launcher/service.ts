import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { endGroup } from './build.ts';
import { errorText, LauncherError } from './launcher-error.ts';

/** A process that the launcher keeps alive. */
export interface ServiceSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Matches the line by which the process says that it is at work. */
  readonly readyLine: RegExp;
  readonly log: (line: string) => void;
  /** Called with the process number of each start. */
  readonly onSpawn?: ((pid: number) => void) | undefined;
  /** Called when it was given up after too many quick deaths. */
  readonly onGiveUp: (error: LauncherError) => void;
  /** Wait before the first restart; doubled by each quick death. */
  readonly backOffMs?: number | undefined;
}

export interface Service {
  /** Resolves with the ready line. @throws LauncherError PROCESS_FAILED when it dies before its first one */
  start(): Promise<string>;
  /** SIGTERM, then SIGKILL after `graceMs`. Ends restarting for good. */
  stop(graceMs: number): Promise<void>;
  /** Stops and starts it with new code; a start that fails is tried again like a death. */
  restart(graceMs: number): Promise<void>;
  /** SIGKILL, now. */
  kill(): void;
}

const quickDeathMs = 10_000;
const quickDeathsAllowed = 5;
const tailLines = 15;

/**
 * Runs a process in a group of its own, so that Ctrl-C reaches the launcher alone and processes end in order,
 * with an IPC channel whose end tells the process that a killed launcher is gone. A death after the first
 * readiness is told and followed by a restart with doubling back-off, until five quick ones in a row.
 */
export function createService(spec: ServiceSpec): Service {
  return new SupervisedService(spec);
}

class SupervisedService implements Service {
  private readonly spec: ServiceSpec;
  private readonly tail: string[] = [];
  private child: ChildProcess | undefined;
  private exited: Promise<void> = Promise.resolve();
  private readonly stopping = new AbortController();
  private isReplaced = false;
  private quickDeaths = 0;

  constructor(spec: ServiceSpec) {
    this.spec = spec;
  }

  start(): Promise<string> {
    return new Promise((resolve, reject) => {
      this.launch(resolve, reject);
    });
  }

  async stop(graceMs: number): Promise<void> {
    this.stopping.abort();
    await this.end(graceMs);
  }

  async restart(graceMs: number): Promise<void> {
    if (this.stopping.signal.aborted) return;
    this.isReplaced = true;
    await this.end(graceMs);
    this.isReplaced = false;
    if (!this.stopping.signal.aborted) this.launch();
  }

  kill(): void {
    this.stopping.abort();
    endGroup(this.child?.pid, 'SIGKILL');
  }

  private async end(graceMs: number): Promise<void> {
    const child = this.child;
    if (child === undefined) return;
    child.kill('SIGTERM');
    const timer = setTimeout(() => {
      this.spec.log(`does not end within ${graceMs / 1000} s; killed`);
      endGroup(child.pid, 'SIGKILL');
    }, graceMs);
    await this.exited;
    clearTimeout(timer);
  }

  /** With `failed` (the first start) a death before readiness is final; without it, it is one more death. */
  private launch(ready?: (line: string) => void, failed?: (error: LauncherError) => void): void {
    const { spec } = this;
    const began = Date.now();
    let isReady = false;
    const child = spawn(spec.command, spec.args, {
      cwd: spec.cwd,
      env: spec.env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child = child;
    if (child.pid !== undefined) spec.onSpawn?.(child.pid);
    const take = (line: string) => {
      this.remember(line);
      if (!isReady && spec.readyLine.test(line)) {
        isReady = true;
        ready?.(line);
      } else spec.log(line);
    };
    readLines(child.stdout, take);
    readLines(child.stderr, take);
    this.exited = new Promise((resolve) => {
      child.on('error', (error) => this.remember(errorText(error)));
      child.on('close', (code, signal) => {
        this.child = undefined;
        resolve();
        if (this.stopping.signal.aborted || this.isReplaced) {
          failed?.(new LauncherError('CANCELLED', `The ${spec.name} was stopped before it was ready.`));
          return;
        }
        const how = signal === null ? `exit code ${code}` : signal;
        if (!isReady && failed !== undefined) {
          failed(this.failure(`did not start (${how}); its own words stand above`));
        } else void this.revive(how, Date.now() - began);
      });
    });
  }

  private async revive(how: string, livedMs: number): Promise<void> {
    const { spec } = this;
    this.quickDeaths = livedMs < quickDeathMs ? this.quickDeaths + 1 : 0;
    if (this.quickDeaths >= quickDeathsAllowed) {
      const last = this.tail.join('\n  ');
      const what = `died ${this.quickDeaths} times in a row (${how}) and is given up. Its last lines:\n  ${last}`;
      spec.onGiveUp(this.failure(what));
      return;
    }
    const waitMs = (spec.backOffMs ?? 500) * 2 ** Math.max(0, this.quickDeaths - 1);
    spec.log(`ended unexpectedly (${how}); starting it again in ${waitMs / 1000} s`);
    try {
      await delay(waitMs, undefined, { signal: this.stopping.signal });
    } catch {
      return;
    }
    // A restart that was asked for in the meantime has done it.
    if (this.child === undefined) this.launch(() => spec.log('is back'));
  }

  private remember(line: string): void {
    this.tail.push(line);
    if (this.tail.length > tailLines) this.tail.shift();
  }

  private failure(what: string): LauncherError {
    return new LauncherError('PROCESS_FAILED', `The ${this.spec.name} ${what}`);
  }
}

function readLines(stream: Readable | null, take: (line: string) => void): void {
  if (stream !== null) createInterface({ input: stream, crlfDelay: Infinity }).on('line', take);
}
