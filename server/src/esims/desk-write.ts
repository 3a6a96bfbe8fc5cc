import type { AuditLog } from '../audit/audit-log.ts';
import { invalid } from '../orders/checkout.input.ts';
import { IdempotencyConflict } from '../orders/checkout.types.ts';
import { orderMessages } from '../orders/order.messages.ts';
import { isId } from '../platform/database/id.ts';
import { findIdempotencyKey, lockKey, saveIdempotencyKey } from '../platform/database/idempotency.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { type FieldError, type InvalidInput, userError } from '../platform/graphql/user-error.ts';
import { say } from '../platform/i18n/say.ts';
import { actorName, type RequestContext } from '../platform/request-context.ts';
import { DeliveryNotPossible } from './delivery-desk.type.ts';
import { Esim } from './esim.entity.ts';
import { type LockedEsim, lockEsim } from './esim.lock.ts';
import { esimMessages as messages } from './esim.messages.ts';

/** What staff want done with one eSIM. Everything in it but the key makes two calls the same call. */
interface DeskInput {
  esimId: string;
  reason: string;
  idempotencyKey: string;
}

export type DeskOutcome = Esim | DeliveryNotPossible | IdempotencyConflict | InvalidInput;
/** A refusal, which must come before anything is changed; else what the audit log says is different now. */
export type DeskResult = DeliveryNotPossible | InvalidInput | { after: object };

/**
 * One write of staff on one eSIM: its input checked, once for its key, under the locks of order and eSIM, in one
 * transaction with its entry in the audit log. A refusal leaves no trace and does not use the key up.
 */
export async function deskWrite(
  ctx: RequestContext,
  audit: AuditLog,
  action: string,
  input: DeskInput,
  work: (ctx: RequestContext, em: EntityManager, of: LockedEsim) => Promise<DeskResult>,
): Promise<DeskOutcome> {
  const problems = problemsOf(ctx, input);
  if (problems.length > 0) return invalid(problems, ctx.locale);
  if (!isId(input.esimId) || (await ctx.em.fork().count(Esim, { id: input.esimId })) === 0)
    return notPossible(ctx, 'ESIM_NOT_FOUND');
  return inTransaction(ctx.em, async (em) => {
    const { idempotencyKey, ...rest } = input;
    const key = { actor: actorName(ctx.actor), mutation: action, key: idempotencyKey, input: rest };
    await lockKey(em, key);
    const known = await findIdempotencyKey(em, key);
    if (known.kind === 'conflict') return conflict(ctx);
    const of = await lockEsim(em, input.esimId);
    if (known.kind === 'repeat') return of.esim;
    const result = await work({ ...ctx, em }, em, of);
    if (!('after' in result)) return result;
    await saveIdempotencyKey(em, key, of.esim.id, ctx.clock.now());
    await audit.record(ctx, em, {
      action,
      subject: { type: 'esim', id: of.esim.id, label: of.order.number },
      reason: input.reason,
      after: result.after,
    });
    return of.esim;
  });
}

/** A field that is not right, in the reader's language. */
export const fieldError = (
  ctx: RequestContext,
  path: string,
  code: keyof typeof messages,
  values?: Record<string, string>,
): FieldError => ({ path, code, message: say(messages[code], ctx.locale, values) });

export const notPossible = (
  ctx: RequestContext,
  code: keyof typeof messages,
  values?: Record<string, string>,
): DeliveryNotPossible =>
  userError(DeliveryNotPossible, { code, message: say(messages[code], ctx.locale, values) });

function problemsOf(ctx: RequestContext, { reason, idempotencyKey }: DeskInput): FieldError[] {
  const errors: FieldError[] = [];
  if (reason.trim().length < 3 || reason.length > 500)
    errors.push(fieldError(ctx, 'reason', 'REASON_REQUIRED'));
  if (idempotencyKey.length < 1 || idempotencyKey.length > 255) {
    const message = say(orderMessages.IDEMPOTENCY_KEY_LENGTH, ctx.locale);
    errors.push({ path: 'idempotencyKey', code: 'IDEMPOTENCY_KEY_LENGTH', message });
  }
  return errors;
}

const conflict = (ctx: RequestContext): IdempotencyConflict =>
  userError(IdempotencyConflict, {
    code: 'IDEMPOTENCY_CONFLICT',
    message: say(orderMessages.IDEMPOTENCY_CONFLICT, ctx.locale),
  });
