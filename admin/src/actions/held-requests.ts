/** What was sent, and under which key. */
export interface HeldRequest<Draft> {
  key: string;
  draft: Draft;
}

/**
 * Requests that went out and have no answer yet, by who sent them and what they are about. They outlive their dialog,
 * its page and even the session: whoever comes back to one goes on with it, and no second request takes its place.
 */
export class HeldRequests<Draft> {
  readonly #held = new Map<string, HeldRequest<Draft>>();

  of(place: string): HeldRequest<Draft> | null {
    return this.#held.get(place) ?? null;
  }

  hold(place: string, request: HeldRequest<Draft>): void {
    this.#held.set(place, request);
  }

  release(place: string): void {
    this.#held.delete(place);
  }
}
