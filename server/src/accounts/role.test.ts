import { describe, expect, it } from 'vitest';
import { mayGrant, type Role, staffRoles } from './role.ts';
import { holdsStaffRights, secondFactorState } from './second-factor.states.ts';

describe('granting', () => {
  it('gives nobody what one does not have: ADMIN all, the others only their own', () => {
    const grants = (held: readonly Role[]) => staffRoles.filter((role) => mayGrant(held, role));
    expect(grants(['CUSTOMER', 'ADMIN'])).toEqual(staffRoles);
    expect(grants(['CUSTOMER', 'SUPPORT', 'FINANCE'])).toEqual(['SUPPORT', 'FINANCE']);
    expect(grants(['CUSTOMER'])).toEqual([]);
    expect(grants([])).toEqual([]);
  });
});

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
    { roles: ['SUPPORT'], isOn: true, hasPassed: false, required: [], state: 'REQUIRED' },
    { roles: ['SUPPORT'], isOn: true, hasPassed: true, required: ['SUPPORT'], state: 'PASSED' },
  ] as const)('with $roles, on $isOn, passed $hasPassed, required of $required is $state', (given) => {
    const { required, state, ...facts } = given;
    expect(secondFactorState(facts, required)).toBe(state);
    expect(holdsStaffRights(state)).toBe(state === 'NOT_NEEDED' || state === 'PASSED');
  });
});
