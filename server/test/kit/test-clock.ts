import { TestClock } from 'pg-boss';
import type { Clock } from '../../src/platform/clock/clock.ts';

/** A clock that stands still until it is moved, for the program and its jobs alike. */
export class MovableClock implements Clock {
  readonly jobs: TestClock;

  constructor(start = new Date()) {
    this.jobs = new TestClock(start);
  }

  now(): Date {
    return new Date(this.jobs.now());
  }

  /** Moves on, and lets what has fallen due begin. */
  async advance(milliseconds: number): Promise<void> {
    await this.jobs.setTime(this.jobs.now() + milliseconds);
    await this.tick();
  }

  /** To this very moment, letting nothing begin: for limits that are exact to the second. */
  async moveTo(time: Date): Promise<void> {
    await this.jobs.setTime(time);
  }

  /** A little time, so that pollers look for work. */
  async tick(): Promise<void> {
    await this.jobs.tick(2_100);
  }
}
