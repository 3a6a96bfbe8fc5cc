import { recorded } from '../platform/i18n/stored-text.ts';
import { attemptDetails } from '../reasons/attempt-detail.messages.ts';

export type ProfileProblem =
  | 'ACTIVATION_CODE_INVALID'
  | 'ACTIVATION_CODE_TAKEN'
  | 'ICCID_INVALID'
  | 'ICCID_TAKEN';

/**
 * A supplier gave a profile that cannot be sold: malformed, or one that somebody has already. The
 * transaction it was thrown in is still good. Names no code or number: it may be logged.
 */
export class ProfileRefused extends Error {
  override readonly name = 'ProfileRefused';
  readonly problem: ProfileProblem;

  constructor(problem: ProfileProblem) {
    super(recorded(attemptDetails.profileRefused, { problem }));
    this.problem = problem;
  }
}
