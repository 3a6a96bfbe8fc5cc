/** A moment of the database's clock on this process's own steady clock: somewhere between the two. */
export interface Moment {
  earliest: number;
  latest: number;
}

/**
 * How the database's clock stands to this process's steady one. Each answer that tells its time was made between the
 * asking and the answering; all of them together leave little room, however slow one of them was.
 */
export class DatabaseTime {
  /** Bounds of what the database's clock is ahead, in milliseconds. */
  #least = Number.NEGATIVE_INFINITY;
  #most = Number.POSITIVE_INFINITY;

  /** The database said this time while we waited between the two moments of our own clock. */
  learn(told: number, asked: number, answered: number): void {
    this.#least = Math.max(this.#least, told - answered);
    this.#most = Math.min(this.#most, told - asked);
    if (this.#least <= this.#most) return;
    // One of the clocks was set, or they drifted apart: only the newest counts.
    this.#least = told - answered;
    this.#most = told - asked;
  }

  here(moment: number): Moment {
    return { earliest: moment - this.#most, latest: moment - this.#least };
  }
}
