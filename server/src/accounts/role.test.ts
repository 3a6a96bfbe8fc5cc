import { describe, expect, it } from 'vitest';
import { holdsStaffRights, secondFactorState } from './second-factor.states.ts';

describe('the second factor of a session', () => {
  it.each([
    { roles: [], isOn: true, hasPassed: true, required: ['ADMIN'], state: 'NOT_NEEDED' },
    { roles: ['SUPPORT'], isOn: false, hasPassed: false, required: ['ADMIN'], state: 'NOT_NEEDED' },
    { roles: ['SUPPORT'], isOn: false, hasPassed: false, required: ['SUPPORT'], state: 'ENROLMENT_REQUIRED' },
    {
      roles: ['SUPPORT', 'ADMIN'],
      isOn: false,
      hasPassed: true,
      required: ['ADMIN'],
      state: 'ENROLMENT_REQUIRED',
    },
    { roles: ['ADMIN'], isOn: false, hasPassed: false, required: ['FINANCE'], state: 'ENROLMENT_REQUIRED' },
    { roles: ['FINANCE'], isOn: false, hasPassed: false, required: ['ADMIN'], state: 'NOT_NEEDED' },
    { roles: ['SUPPORT'], isOn: true, hasPassed: false, required: [], state: 'REQUIRED' },
    { roles: ['SUPPORT'], isOn: true, hasPassed: true, required: ['SUPPORT'], state: 'PASSED' },
  ] as const)('with $roles, on $isOn, passed $hasPassed, required of $required is $state', (given) => {
    const { required, state, ...facts } = given;
    expect(secondFactorState(facts, required)).toBe(state);
    expect(holdsStaffRights(state)).toBe(state === 'NOT_NEEDED' || state === 'PASSED');
  });
});
