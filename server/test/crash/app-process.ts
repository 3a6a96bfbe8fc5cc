import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Question } from './app.process.ts';
import { built } from './build.ts';
import type { KillPoint, LastWords, StepList } from './step-counter.ts';

/** The shop's process has ended while somebody waited for it. */
export class ShopGone extends Error {
  override readonly name = 'ShopGone';
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** The app in a process of its own, from the parent's side. It is warm (its code is loaded) before it is needed. */
export class AppProcess {
  readonly #process: ChildProcess;
  readonly #lastWordsFile: string;
  readonly #waiting = new Map<number, Waiting>();
  readonly #warm: Promise<unknown>;
  #serial = 0;
  #hasEnded = false;
  #output = '';
  /** Settles when the process is no more. */
  readonly ended: Promise<void>;

  /**
   * @param folder where its last words are written
   * @param smtpPort of the mailbox sandbox
   */
  constructor(folder: string, smtpPort: number, serial: number) {
    this.#lastWordsFile = join(folder, `last-words-${serial}.json`);
    this.#process = spawn(process.execPath, [join(built, 'test', 'crash', 'app.process.js')], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'production',
        NODE_COMPILE_CACHE: join(built, 'compile-cache'),
        LAST_WORDS_FILE: this.#lastWordsFile,
        SMTP_SANDBOX_PORT: String(smtpPort),
      },
    });
    this.#warm = new Promise((resolve, reject) => this.#waiting.set(0, { resolve, reject }));
    // Nobody may be waiting yet when it fails.
    this.#warm.catch(() => undefined);
    for (const stream of [this.#process.stdout, this.#process.stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.#output = (this.#output + chunk.toString()).slice(-6_000);
      });
    this.#process.on('message', (message) => this.#receive(message));
    this.ended = new Promise((resolve) => {
      this.#process.once('exit', () => {
        this.#hasEnded = true;
        for (const { reject } of this.#waiting.values()) reject(this.#gone());
        this.#waiting.clear();
        resolve();
      });
    });
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** What it printed last. */
  get output(): string {
    return this.#output;
  }

  /** What it said when it ended itself; null when it did not. */
  get lastWords(): LastWords | null {
    try {
      return JSON.parse(readFileSync(this.#lastWordsFile, 'utf8'));
    } catch {
      return null;
    }
  }

  /** Begins to serve and to work; gives the address. */
  async start(settings: Record<string, string>, at: Date): Promise<string> {
    await this.#warm;
    return `http://127.0.0.1:${await this.#ask({ ask: 'start', settings, at: at.getTime() })}`;
  }

  async count(killPoint: KillPoint | null): Promise<void> {
    await this.#ask({ ask: 'count', killPoint });
  }

  async stopCounting(): Promise<void> {
    await this.#ask({ ask: 'stop-counting' });
  }

  async advance(milliseconds: number): Promise<Date> {
    return new Date(Number(await this.#ask({ ask: 'advance', milliseconds })));
  }

  async steps(): Promise<StepList> {
    return (await this.#ask({ ask: 'steps' })) as StepList;
  }

  /** Lets it end what it has in hand. It can be started again then, as another shop. */
  async stop(): Promise<void> {
    await this.#ask({ ask: 'stop' });
    this.#output = '';
  }

  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.ended;
  }

  #ask(question: Question): Promise<unknown> {
    if (this.#hasEnded) return Promise.reject(this.#gone());
    this.#serial += 1;
    const id = this.#serial;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#process.send({ id, question }, (error) => {
        if (error) reject(this.#gone());
      });
    });
  }

  #receive(message: unknown): void {
    const { id, value, error } = message as { id: number; value?: unknown; error?: string };
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new Error(error));
    else waiting?.resolve(value);
  }

  #gone(): ShopGone {
    return new ShopGone(`The shop's process has ended. ${this.#output}`);
  }
}
