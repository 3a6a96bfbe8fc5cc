/** So many calls in any one second of the machine's time. */
export class RateLimit {
  #perSecond: number | null = null;
  #calls: number[] = [];

  set(perSecond: number | null): void {
    this.#perSecond = perSecond;
    this.#calls = [];
  }

  get perSecond(): number | null {
    return this.#perSecond;
  }

  /** Counts a call and answers whether it is let through. */
  take(nowMs: number): boolean {
    if (this.#perSecond === null) return true;
    this.#calls = this.#calls.filter((at) => at > nowMs - 1_000);
    if (this.#calls.length >= this.#perSecond) return false;
    this.#calls.push(nowMs);
    return true;
  }
}
