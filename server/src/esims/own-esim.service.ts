import { lockPresent } from '../accounts/present.lock.ts';
import { invalid } from '../orders/checkout.input.ts';
import { isId } from '../platform/database/id.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { type FieldError, type InvalidInput, userError } from '../platform/graphql/user-error.ts';
import { say } from '../platform/i18n/say.ts';
import type { RequestContext, SignedInUser } from '../platform/request-context.ts';
import { Esim } from './esim.entity.ts';
import { lockEsim } from './esim.lock.ts';
import { esimMessages as messages } from './esim.messages.ts';
import { EsimNotFound } from './own-esim.type.ts';
import { cleanName, isName, maxNameLength } from './own-name.ts';

/** How a person keeps their own eSIMs in order. Somebody else's answers as one that does not exist. */
export class OwnEsimService {
  /** Names an eSIM; null, or nothing but spaces, takes the name back. Idempotent. */
  async rename(
    ctx: RequestContext,
    actor: SignedInUser,
    { id, name }: { id: string; name: string | null },
  ): Promise<Esim | EsimNotFound | InvalidInput> {
    const clean = name === null ? '' : cleanName(name);
    if (clean !== '' && !isName(clean)) return invalid([nameError(ctx, 'name')], ctx.locale);
    return this.#change(ctx, actor, id, { name: clean === '' ? null : clean });
  }

  /** Puts an eSIM away, or takes it out again. It works as before. Idempotent. */
  async archive(
    ctx: RequestContext,
    actor: SignedInUser,
    { id, isArchived }: { id: string; isArchived: boolean },
  ): Promise<Esim | EsimNotFound> {
    return this.#change(ctx, actor, id, { isArchived });
  }

  /** Locks order, eSIM and person, as whoever is leaving does. */
  async #change(
    ctx: RequestContext,
    actor: SignedInUser,
    id: string,
    change: Partial<Pick<Esim, 'name' | 'isArchived'>>,
  ): Promise<Esim | EsimNotFound> {
    if (!isId(id)) return notFound(ctx);
    const found = await ctx.em.fork().findOne(Esim, { id, userId: actor.userId });
    if (!found) return notFound(ctx);
    return inTransaction(ctx.em, async (em) => {
      const { esim } = await lockEsim(em, id, found.orderId);
      await lockPresent(em, actor);
      return em.assign(esim, change);
    });
  }
}

export const notFound = (ctx: RequestContext): EsimNotFound =>
  userError(EsimNotFound, {
    code: 'ESIM_NOT_FOUND',
    message: say(messages.ESIM_NOT_FOUND, ctx.locale),
  });

export const nameError = (ctx: RequestContext, path: string): FieldError => ({
  path,
  code: 'NAME_LENGTH',
  message: say(messages.NAME_LENGTH, ctx.locale, { max: maxNameLength }),
});
