import { isStaffRole, rolesAllow, type StaffRole } from './role.ts';

/** Where a session stands with its person's second factor. Staff rights are held in NOT_NEEDED and PASSED only. */
export const SecondFactorState = {
  NOT_NEEDED: 'NOT_NEEDED',
  REQUIRED: 'REQUIRED',
  ENROLMENT_REQUIRED: 'ENROLMENT_REQUIRED',
  PASSED: 'PASSED',
} as const;
export type SecondFactorState = keyof typeof SecondFactorState;

interface Facts {
  /** All the person has been given. */
  roles: readonly string[];
  /** The person's second factor is on: set up and confirmed. */
  isOn: boolean;
  /** This session has shown a code of it. */
  hasPassed: boolean;
}

/** Who has one is asked for it; who must have one by role is asked to set it up; a shopper is asked for nothing. */
export function secondFactorState(
  { roles, isOn, hasPassed }: Facts,
  requiredFor: readonly StaffRole[],
): SecondFactorState {
  if (!roles.some(isStaffRole)) return 'NOT_NEEDED';
  if (isOn) return hasPassed ? 'PASSED' : 'REQUIRED';
  return needsSecondFactor(roles, requiredFor) ? 'ENROLMENT_REQUIRED' : 'NOT_NEEDED';
}

/** A role that requires one binds ADMIN too, who may all that it may. */
export const needsSecondFactor = (roles: readonly string[], requiredFor: readonly StaffRole[]): boolean =>
  requiredFor.some((role) => rolesAllow(roles.filter(isStaffRole), [role]));

export const holdsStaffRights = (state: SecondFactorState): boolean =>
  state === 'NOT_NEEDED' || state === 'PASSED';
