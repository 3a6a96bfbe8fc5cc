import { describe, expect, it } from 'vitest';
import { IllegalMove, StateMachine } from './state-machine.ts';

const lamp = new StateMachine<'OFF' | 'ON' | 'BROKEN'>('lamp', {
  OFF: ['ON'],
  ON: ['OFF', 'BROKEN'],
  BROKEN: [],
});

describe('a state machine', () => {
  it('makes the moves of its table', () => {
    expect(lamp.check('OFF', 'ON', 'a')).toBe(true);
    expect(lamp.allows('ON', 'BROKEN')).toBe(true);
  });

  it('makes no move where the thing is there already', () => {
    expect(lamp.check('BROKEN', 'BROKEN', 'a')).toBe(false);
  });

  it('refuses every other move and says which', () => {
    expect(() => lamp.check('OFF', 'BROKEN', 'of the hall')).toThrow(IllegalMove);
    expect(() => lamp.check('BROKEN', 'ON', 'of the hall')).toThrow(
      'lamp of the hall cannot go from BROKEN to ON',
    );
  });

  it('knows where a life ends', () => {
    expect(lamp.finals).toEqual(['BROKEN']);
  });
});
