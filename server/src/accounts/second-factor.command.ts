import { AuditLog } from '../audit/audit-log.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { normaliseEmail } from './email-address.ts';
import { turnOff } from './second-factor.store.ts';
import type { SessionService } from './session.service.ts';
import { lockPerson } from './staff.lock.ts';
import type { StaffNotices } from './staff-notices.ts';

/**
 * The way back in when nobody who could reset it is left: whoever may run commands on the server turns somebody's
 * second factor off and ends their sessions. It is written down and mailed to its owner like everything else.
 * @returns what happened, for the person at the terminal
 */
export async function resetSecondFactorCommand(
  ctx: RequestContext,
  { sessions, notices }: { sessions: SessionService; notices: StaffNotices },
  address: string,
): Promise<{ isDone: boolean; message: string }> {
  const email = normaliseEmail(address);
  if (!email) return { isDone: false, message: 'Give the address of the person.' };
  return inTransaction(ctx.em, async (em) => {
    const user = await lockPerson(em, email);
    if (!user) return { isDone: false, message: `Nobody has the address ${email}.` };
    if (!(await turnOff(em, user.id)))
      return { isDone: false, message: `${email} has no second factor that is on.` };
    const ended = await sessions.end(ctx, em, { userId: user.id });
    await new AuditLog().record(ctx, em, {
      action: 'resetSecondFactor',
      subject: { type: 'user', id: user.id, label: email },
      reason: 'By the command line',
    });
    await notices.send(ctx, em, user, { notice: 'SECOND_FACTOR_RESET' });
    return { isDone: true, message: `${email} can set up a second factor anew. Sessions ended: ${ended}.` };
  });
}
