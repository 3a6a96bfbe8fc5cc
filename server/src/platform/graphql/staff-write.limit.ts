import { type DocumentNode, GraphQLError, type OperationDefinitionNode } from 'graphql';
import { say } from '../i18n/say.ts';
import type { RequestContext } from '../request-context.ts';
import type { Limits } from '../security/limits.ts';
import type { AuthCheck } from './auth.check.ts';
import { type ErrorCode, httpStatus } from './errors.ts';

const message = {
  en: 'That was too much at once. Try again in {seconds} seconds.',
  es: 'Ha sido demasiado de una vez. Inténtalo de nuevo en {seconds} segundos.',
};

/**
 * Limits every mutation that requires a staff role, by what the schema says of it, so that none can be forgotten.
 * A stolen session, or a script gone wild, does little harm in a minute.
 */
export class StaffWriteLimit {
  readonly #authCheck: AuthCheck;
  readonly #limits: Limits;

  constructor(authCheck: AuthCheck, limits: Limits) {
    this.#authCheck = authCheck;
    this.#limits = limits;
  }

  /** @throws GraphQLError RATE_LIMITED with `retryAfterSeconds`, before anything of the operation runs */
  async assertWithin(
    ctx: RequestContext,
    document: DocumentNode,
    operation: OperationDefinitionNode,
  ): Promise<void> {
    const writes = this.#authCheck.staffWritesOf(document, operation);
    if (writes === 0) return;
    const { retryAfterSeconds } = await this.#limits.take(ctx, 'staffWrite', writes);
    if (retryAfterSeconds !== null) throw tooManyWrites(ctx, retryAfterSeconds);
  }
}

/** What a staff write over the limit is refused with. */
export function tooManyWrites(ctx: RequestContext, retryAfterSeconds: number): GraphQLError {
  const code = 'RATE_LIMITED' satisfies ErrorCode;
  return new GraphQLError(say(message, ctx.locale, { seconds: retryAfterSeconds }), {
    extensions: { code, retryAfterSeconds, ...httpStatus(code) },
  });
}
