import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type Memory, memoryOf, processorMsOf } from './proc.ts';

const startTimeoutMs = 60_000;
const stopTimeoutMs = 20_000;

export interface StartedChild {
  child: Child;
  /** The line that told that it is ready. */
  line: string;
  milliseconds: number;
}

/** One of the processes that a measurement runs beside each other. */
export class Child {
  readonly #process: ChildProcess;
  #lastWords = '';

  private constructor(started: ChildProcess) {
    this.#process = started;
    started.stderr?.on('data', (chunk: Buffer) => {
      this.#lastWords = (this.#lastWords + chunk.toString()).slice(-4_000);
    });
  }

  /** Starts a program and waits for the first line of its output that begins with `ready`. */
  static async start(
    name: string,
    args: readonly string[],
    environment: NodeJS.ProcessEnv,
    ready: string,
  ): Promise<StartedChild> {
    const begun = performance.now();
    const started = spawn(process.execPath, args, {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const child = new Child(started);
    const { stdout } = started;
    if (!stdout) throw new Error(`${name} has no output to read`);
    const lines = createInterface({ input: stdout });
    const line = await new Promise<string>((resolve, reject) => {
      const fail = (what: string) => reject(new Error(`${name} ${what}: ${child.#lastWords}`));
      const timer = setTimeout(() => fail('did not start'), startTimeoutMs);
      started.once('exit', (code) => fail(`ended with ${code}`));
      lines.on('line', (text) => {
        if (!text.startsWith(ready)) return;
        clearTimeout(timer);
        resolve(text);
      });
    });
    lines.close();
    // What it goes on to say (a log line a request) is read and dropped, as a log collector would read it.
    stdout.resume();
    return { child, line, milliseconds: performance.now() - begun };
  }

  /** Asks the process something over its channel. @throws what it answers as `error` */
  async ask<Answer>(question: object): Promise<Answer> {
    const answer = once(this.#process, 'message');
    this.#process.send(question);
    const [message] = await answer;
    if (typeof message?.error === 'string') throw new Error(message.error);
    return message;
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  memory(): Memory {
    return memoryOf(this.pid);
  }

  processorMs(): number {
    return processorMsOf(this.pid);
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
