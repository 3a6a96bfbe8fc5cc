/**
 * So many calls in any one second of the machine's time: a sliding window, which no burst at a turn of the clock gets
 * past. Counts what came and what was refused, so that a test can say "not one call too many".
 */
export class RateLimit {
  #perSecond: number | null = null;
  #recent: number[] = [];
  #calls = 0;
  #refused = 0;
  #firstAt: number | null = null;
  #lastAt: number | null = null;

  /** Sets the limit, or lifts it with `null`, and counts from anew. */
  set(perSecond: number | null): void {
    this.#perSecond = perSecond;
    this.#recent = [];
    this.#calls = 0;
    this.#refused = 0;
    this.#firstAt = null;
    this.#lastAt = null;
  }

  /** What the control `limit` tells. Times are of the calls that were let through, in Unix milliseconds. */
  get tally() {
    return {
      perSecond: this.#perSecond,
      calls: this.#calls,
      refused: this.#refused,
      firstAt: this.#firstAt,
      lastAt: this.#lastAt,
    };
  }

  /** Counts a call and answers whether it is let through. A refused one does not count against the limit. */
  take(nowMs: number): boolean {
    this.#calls += 1;
    this.#recent = this.#recent.filter((at) => at > nowMs - 1_000);
    if (this.#perSecond !== null && this.#recent.length >= this.#perSecond) {
      this.#refused += 1;
      return false;
    }
    this.#recent.push(nowMs);
    this.#firstAt ??= nowMs;
    this.#lastAt = nowMs;
    return true;
  }

  /** Whole seconds until a call is let through again, for Retry-After. */
  retryAfter(nowMs: number): number {
    const [oldest] = this.#recent;
    return Math.max(1, Math.ceil(((oldest ?? nowMs) + 1_000 - nowMs) / 1_000));
  }
}
