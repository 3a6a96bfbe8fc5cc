import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Drawn } from './share-card.ts';

export interface PngTask {
  id: number;
  drawing: Drawn;
  size: { width: number; height: number };
}
export type PngAnswer = { id: number; png: Uint8Array } | { id: number; problem: string };

/** Drawings that wait at once; a rush of links to as many places is answered "later". */
const mostWaiting = 16;
/** One takes half a second or so, and waits for those before it. */
const drawWithinMs = 20_000;
/** A thread that nobody asks gives its memory back. */
const idleMs = 60_000;
const memoryMb = 192;

interface Waiting {
  resolve(png: Uint8Array): void;
  reject(problem: Error): void;
  timer: NodeJS.Timeout;
}

/** The queue is full; asked again a little later, there is room. */
export class TooManyDrawings extends Error {}

/**
 * One thread beside the one that serves, started when first needed. What goes wrong in it, memory and endless loops
 * included, fails the drawings that it had and nothing else; the next one has a new thread.
 */
export class PngThread {
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | null = null;
  #serial = 0;
  readonly #waiting = new Map<number, Waiting>();

  /** @throws TooManyDrawings; any error of drawing */
  draw(drawing: Drawn, size: PngTask['size']): Promise<Uint8Array> {
    if (this.#waiting.size >= mostWaiting)
      return Promise.reject(new TooManyDrawings('Too many drawings wait'));
    this.#serial += 1;
    const task: PngTask = { id: this.#serial, drawing, size };
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#stop(new Error('The drawing took too long')), drawWithinMs);
      this.#waiting.set(task.id, { resolve, reject, timer: timer.unref() });
      this.#thread().postMessage(task);
    });
  }

  /** Ends the thread and fails what it was drawing. */
  close(): void {
    this.#stop(new Error('The shop is closing'));
  }

  #thread(): Worker {
    if (this.#idle) clearTimeout(this.#idle);
    if (this.#worker) return this.#worker;
    // The file beside this one: source in development and tests, built in production.
    const file = new URL(`./png.worker${extname(import.meta.url)}`, import.meta.url);
    const worker = new Worker(file, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: memoryMb } });
    worker.on('message', (answer: PngAnswer) => this.#finish(answer));
    worker.on('error', (problem) => this.#lose(worker, problem));
    worker.on('exit', () => this.#lose(worker, new Error('The drawing thread ended')));
    // A thread at work keeps no process from ending.
    worker.unref();
    this.#worker = worker;
    return worker;
  }

  #finish(answer: PngAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    if (!waiting) return;
    this.#waiting.delete(answer.id);
    clearTimeout(waiting.timer);
    if ('png' in answer) waiting.resolve(answer.png);
    else waiting.reject(new Error(answer.problem));
    if (this.#waiting.size === 0) {
      this.#idle = setTimeout(() => this.#stop(new Error('Idle')), idleMs).unref();
    }
  }

  #lose(worker: Worker, problem: unknown): void {
    if (worker === this.#worker) this.#stop(problem instanceof Error ? problem : new Error(String(problem)));
  }

  #stop(problem: Error): void {
    const worker = this.#worker;
    this.#worker = null;
    if (this.#idle) clearTimeout(this.#idle);
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(problem);
    }
    this.#waiting.clear();
    void worker?.terminate();
  }
}
