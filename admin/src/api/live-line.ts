import { useSyncExternalStore } from 'react';

/** Whether the one line that subscriptions come over stands. */
export class LiveLine {
  #isOpen = false;
  readonly #listeners = new Set<() => void>();

  readonly isOpen = (): boolean => this.#isOpen;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(isOpen: boolean): void {
    if (isOpen === this.#isOpen) return;
    this.#isOpen = isOpen;
    for (const listener of this.#listeners) listener();
  }
}

/** This page's. */
export const liveLine = new LiveLine();

export const useIsLineOpen = (): boolean => useSyncExternalStore(liveLine.subscribe, liveLine.isOpen);
