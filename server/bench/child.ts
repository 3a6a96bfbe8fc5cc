import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const startTimeoutMs = 60_000;
const stopTimeoutMs = 20_000;

export interface Memory {
  /** Resident megabytes now, and the most there were. */
  now: number;
  peak: number;
}

/** One of the processes that a measurement runs beside each other. */
export class Child {
  readonly name: string;
  readonly #process: ChildProcess;
  #lastWords = '';

  private constructor(name: string, process: ChildProcess) {
    this.name = name;
    this.#process = process;
    process.stderr?.on('data', (chunk: Buffer) => {
      this.#lastWords = (this.#lastWords + chunk.toString()).slice(-4_000);
    });
  }

  /** Starts a program and waits for the first line of its output that begins with `ready`. */
  static async start(
    name: string,
    args: readonly string[],
    environment: NodeJS.ProcessEnv,
    ready: string,
  ): Promise<{ child: Child; line: string; milliseconds: number }> {
    const begun = performance.now();
    const started = spawn(process.execPath, args, { env: environment, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    const child = new Child(name, started);
    const lines = createInterface({ input: started.stdout });
    const line = await new Promise<string>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${name} did not start: ${child.#lastWords}`)), startTimeoutMs);
      started.once('exit', (code) => reject(new Error(`${name} ended with ${code}: ${child.#lastWords}`)));
      lines.on('line', (text) => {
        if (!text.startsWith(ready)) return;
        clearTimeout(timer);
        resolve(text);
      });
    });
    lines.close();
    // What it goes on to say (a log line a request) is read and thrown away, as a log collector would read it.
    started.stdout.resume();
    return { child, line, milliseconds: performance.now() - begun };
  }

  /** Asks the process something over its channel and gives the next answer. */
  async ask<Answer>(question: object): Promise<Answer> {
    const answer = once(this.#process, 'message');
    this.#process.send(question);
    const [message] = await answer;
    return message;
  }

  memory(): Memory {
    const status = readFileSync(`/proc/${this.#process.pid}/status`, 'utf8');
    const megabytes = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024;
    return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') };
  }

  /** Processor time spent so far, in milliseconds, of all its threads. */
  processorMs(): number {
    const fields = readFileSync(`/proc/${this.#process.pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    return ticks * 10;
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), stopTimeoutMs);
    await ended;
    clearTimeout(timer);
  }
}
