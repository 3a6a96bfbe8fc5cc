/** The sandboxes' time: the machine's, moved by an offset that tests set over `POST /_sandbox/clock`. */
export class SandboxClock {
  #offsetMs = 0;

  get offsetMs(): number {
    return this.#offsetMs;
  }

  moveTo(offsetMs: number): void {
    this.#offsetMs = offsetMs;
  }

  nowMs(): number {
    return Date.now() + this.#offsetMs;
  }

  /** Unix seconds, as Stripe counts. */
  nowSeconds(): number {
    return Math.floor(this.nowMs() / 1000);
  }
}
