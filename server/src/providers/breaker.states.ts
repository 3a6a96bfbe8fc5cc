import { StateMachine } from '../platform/states/state-machine.ts';

/** CLOSED: calls pass. OPEN: none does. HALF_OPEN: one call looks whether the supplier is back. */
export type BreakerState = 'CLOSED' | 'OPEN' | 'HALF_OPEN';

export const breakerStates = new StateMachine<BreakerState>('breaker', {
  CLOSED: ['OPEN'],
  OPEN: ['HALF_OPEN', 'CLOSED'],
  HALF_OPEN: ['OPEN', 'CLOSED'],
});

/** What is read of a supplier's breaker before a call. */
export interface BreakerReading {
  state: BreakerState;
  /** Failures one after another. */
  failures: number;
  /** When one call may look; null while CLOSED. */
  retryAt: Date | null;
}

export const closedBreaker: BreakerReading = { state: 'CLOSED', failures: 0, retryAt: null };

/** Whether a call may look now. A HALF_OPEN breaker's time is when its looking call counts as dead. */
export const canProbe = ({ state, retryAt }: BreakerReading, now: Date): boolean =>
  state !== 'CLOSED' && retryAt !== null && retryAt <= now;
