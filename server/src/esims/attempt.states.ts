import { StateMachine } from '../platform/states/state-machine.ts';

/**
 * One call to a supplier. STARTED is written before the call, so a crash leaves a trace; UNKNOWN means that an
 * eSIM may have been made, BUSY and REFUSED that none was. What was unknown can be settled later.
 */
export const AttemptOutcome = {
  STARTED: 'STARTED',
  SUCCEEDED: 'SUCCEEDED',
  BUSY: 'BUSY',
  REFUSED: 'REFUSED',
  UNKNOWN: 'UNKNOWN',
} as const;
export type AttemptOutcome = keyof typeof AttemptOutcome;

export const attemptStates = new StateMachine<AttemptOutcome>('attempt', {
  STARTED: ['SUCCEEDED', 'BUSY', 'REFUSED', 'UNKNOWN'],
  UNKNOWN: ['SUCCEEDED', 'BUSY', 'REFUSED'],
  SUCCEEDED: [],
  BUSY: [],
  REFUSED: [],
});
