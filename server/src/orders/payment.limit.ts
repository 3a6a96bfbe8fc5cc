import { RateLimited, userError } from '../platform/graphql/user-error.ts';
import { say } from '../platform/i18n/say.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { Limits } from '../platform/security/limits.ts';
import { orderMessages as messages } from './order.messages.ts';

/**
 * Counts one checkout, start of a payment or cancellation, for the person and their client. The refusal when that was
 * one too many, and then nothing was looked at. One statement.
 */
export async function tooManyPayments(ctx: RequestContext, limits: Limits): Promise<RateLimited | null> {
  const { retryAfterSeconds } = await limits.take(ctx, 'payment');
  if (retryAfterSeconds === null) return null;
  return userError(RateLimited, {
    code: 'TOO_MANY_PAYMENTS',
    message: say(messages.TOO_MANY_PAYMENTS, ctx.locale, { seconds: retryAfterSeconds }),
    retryAfterSeconds,
  });
}
