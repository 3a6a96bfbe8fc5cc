import type { AuditLog } from '../audit/audit-log.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { InvalidInput, userError } from '../platform/graphql/user-error.ts';
import { say } from '../platform/i18n/say.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { lockDeadLetter } from './dead-letter.query.ts';
import {
  type DeadLetter,
  DeadLetterDiscarded,
  DeadLetterNotFound,
  DeadLetterRetried,
} from './dead-letter.type.ts';
import { operationsMessages as messages } from './operations.messages.ts';

interface Parts {
  jobs: Pick<Jobs, 'redrive' | 'discard'>;
  audit: Pick<AuditLog, 'record'>;
}

/** What staff do with a job that failed for good. Each takes its row lock, so that it happens once. */
export class DeadLetterService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Puts the job back into its queue with all its tries. Handlers are idempotent, so what was done stays done. */
  async retry(ctx: RequestContext, id: string): Promise<DeadLetterRetried | DeadLetterNotFound> {
    return this.#take(ctx, id, async (em, letter) => {
      if (!(await this.#parts.jobs.redrive(em, letter.id))) return notFound(ctx);
      await this.#record(ctx, em, 'retryDeadLetter', letter, null);
      return Object.assign(new DeadLetterRetried(), { name: letter.name });
    });
  }

  /** Gives the job up. What it carried stays in the audit log. */
  async discard(
    ctx: RequestContext,
    id: string,
    reason: string,
  ): Promise<DeadLetterDiscarded | DeadLetterNotFound | InvalidInput> {
    const why = reason.trim();
    if (why.length < 3 || why.length > 500) return reasonRequired(ctx);
    return this.#take(ctx, id, async (em, letter) => {
      await this.#parts.jobs.discard(em, letter.id);
      await this.#record(ctx, em, 'discardDeadLetter', letter, why);
      return Object.assign(new DeadLetterDiscarded(), { name: letter.name });
    });
  }

  #take<T>(
    ctx: RequestContext,
    id: string,
    work: (em: EntityManager, letter: DeadLetter) => Promise<T>,
  ): Promise<T | DeadLetterNotFound> {
    return inTransaction(ctx.em, async (em) => {
      const letter = await lockDeadLetter(em, id);
      return letter ? work(em, letter) : notFound(ctx);
    });
  }

  #record(
    ctx: RequestContext,
    em: EntityManager,
    action: string,
    { id, name, error, payload }: DeadLetter,
    reason: string | null,
  ): Promise<void> {
    const subject = { type: 'dead-letter', id, label: name };
    return this.#parts.audit.record(ctx, em, {
      action,
      subject,
      reason,
      before: { carried: payload, error },
    });
  }
}

const notFound = (ctx: RequestContext): DeadLetterNotFound =>
  userError(DeadLetterNotFound, {
    code: 'DEAD_LETTER_NOT_FOUND',
    message: say(messages.DEAD_LETTER_NOT_FOUND, ctx.locale),
  });

function reasonRequired(ctx: RequestContext): InvalidInput {
  const message = say(messages.REASON_REQUIRED, ctx.locale);
  return userError(InvalidInput, {
    code: 'INVALID_INPUT',
    message: say(messages.INVALID_INPUT, ctx.locale),
    errors: [{ path: 'reason', code: 'REASON_REQUIRED', message }],
  });
}
