import { type FieldError, InvalidInput, userError } from '../platform/graphql/user-error.ts';
import { say } from '../platform/i18n/say.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { accountMessages as messages } from './account.messages.ts';
import { normaliseEmail } from './email-address.ts';

const leastReason = 3;
const longestReason = 500;

/** About whom, and why: what every change of somebody's access needs. */
export interface StaffChangeInput {
  email: string;
  reason: string;
}

/** Checks it all before anything is done. The address comes back as it is stored, the reason trimmed. */
export function readStaffChange(
  ctx: RequestContext,
  input: StaffChangeInput,
): StaffChangeInput | InvalidInput {
  const email = normaliseEmail(input.email);
  const reason = input.reason.trim();
  const errors: FieldError[] = [];
  const add = (path: string, code: 'INVALID_EMAIL' | 'REASON_REQUIRED') =>
    errors.push({ path, code, message: say(messages[code], ctx.locale) });
  if (!email) add('email', 'INVALID_EMAIL');
  if (reason.length < leastReason || reason.length > longestReason) add('reason', 'REASON_REQUIRED');
  if (email && errors.length === 0) return { email, reason };
  const message = say(messages.INVALID_INPUT, ctx.locale);
  return userError(InvalidInput, { code: 'INVALID_INPUT', message, errors });
}
