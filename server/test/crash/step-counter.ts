import { writeFileSync } from 'node:fs';
import type { StepObserver } from './step-hooks.ts';

/** `before`: the step is never made. `after`: it is made, and its answer is never seen. */
export const moments = ['before', 'after'] as const;
export type Moment = (typeof moments)[number];

/** Where the process is to end: at the n-th step, counted from 1, of its moment. */
export interface KillPoint {
  moment: Moment;
  step: number;
  /** Counts only steps of this name, which are where they were also when others come in another order. */
  of?: string;
}

/** Written by a process right before it ends itself. */
export interface LastWords extends KillPoint {
  kind: string;
}

/** The kinds of a scenario's steps in the order in which they came. */
export type StepList = Record<Moment, string[]>;

/** Numbers the steps from the moment it is told to, and ends the process at the one it was given. */
export class StepCounter implements StepObserver {
  #steps: StepList = { before: [], after: [] };
  readonly #lastWordsFile: string;
  #killPoint: KillPoint | null = null;
  #isCounting = false;
  #fitting = 0;

  constructor(lastWordsFile: string) {
    this.#lastWordsFile = lastWordsFile;
  }

  count(killPoint: KillPoint | null): void {
    this.#steps = { before: [], after: [] };
    this.#killPoint = killPoint;
    this.#fitting = 0;
    this.#isCounting = true;
  }

  stop(): void {
    this.#isCounting = false;
  }

  get steps(): StepList {
    return this.#steps;
  }

  before(kind: string): void {
    this.#note('before', kind);
  }

  after(kind: string): void {
    this.#note('after', kind);
  }

  #note(moment: Moment, kind: string): void {
    if (!this.#isCounting) return;
    const step = this.#steps[moment].push(kind);
    const point = this.#killPoint;
    if (point?.moment !== moment || (point.of !== undefined && point.of !== kind)) return;
    this.#fitting += 1;
    if (this.#fitting !== point.step) return;
    const words: LastWords = { moment, step, kind };
    writeFileSync(this.#lastWordsFile, JSON.stringify(words));
    // Nothing of this process runs after this line: no handler, no finally, no flush.
    process.kill(process.pid, 'SIGKILL');
  }
}
