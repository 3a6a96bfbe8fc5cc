import { lockPresent } from '../accounts/present.lock.ts';
import { invalid } from '../orders/checkout.input.ts';
import type { Order } from '../orders/order.entity.ts';
import type { OrderStates } from '../orders/order.states.ts';
import { addDays } from '../platform/clock/clock.ts';
import { isId, newId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { type InvalidInput, RateLimited, userError } from '../platform/graphql/user-error.ts';
import { say } from '../platform/i18n/say.ts';
import type { RequestContext, SignedInUser } from '../platform/request-context.ts';
import type { Limits } from '../platform/security/limits.ts';
import { hashToken, randomToken } from '../platform/security/secrets.ts';
import { Esim } from './esim.entity.ts';
import { lockEsim } from './esim.lock.ts';
import { esimMessages as messages } from './esim.messages.ts';
import { isUsable } from './esim.states.ts';
import { EsimShare } from './esim-share.entity.ts';
import { nameError, notFound } from './own-esim.service.ts';
import { type EsimNotFound, EsimNotShareable, EsimShared } from './own-esim.type.ts';
import { cleanName, isName } from './own-name.ts';

/** How long a link opens anything. */
export const shareDays = 7;

interface Parts {
  states: OrderStates;
  limits: Limits;
  publicUrl: () => string;
}

export interface ShareWish {
  esimId: string;
  /** The companion's first name. */
  companion: string | null;
}

type ShareOutcome = EsimShared | EsimNotFound | EsimNotShareable | InvalidInput | RateLimited;

/** Handing an eSIM to a companion by a link. It stays its owner's: see docs/decisions/0025. */
export class EsimShareService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Makes the link of an eSIM; one that was made before opens nothing from then on. Not idempotent: each call is a new
   * link, whose token nothing here can tell again. Locks order and eSIM.
   */
  async share(ctx: RequestContext, actor: SignedInUser, wish: ShareWish): Promise<ShareOutcome> {
    const companion = wish.companion === null ? '' : cleanName(wish.companion);
    if (companion !== '' && !isName(companion)) return invalid([nameError(ctx, 'companion')], ctx.locale);
    if (!(await isOwn(ctx, actor, wish.esimId))) return notFound(ctx);
    const { retryAfterSeconds } = await this.#parts.limits.take(ctx, 'esimShare');
    if (retryAfterSeconds !== null) return tooMany(ctx, retryAfterSeconds);
    const token = randomToken();
    return inTransaction(ctx.em, async (em) => {
      const { order, esim } = await lockEsim(em, wish.esimId);
      await lockPresent(em, actor);
      if (!isUsable(esim.status) || esim.activationCode === null)
        return userError(EsimNotShareable, {
          code: 'ESIM_NOT_SHAREABLE',
          message: say(messages.ESIM_NOT_SHAREABLE, ctx.locale),
        });
      const now = ctx.clock.now();
      await em.nativeUpdate(EsimShare, { esimId: esim.id, withdrawnAt: null }, { withdrawnAt: now });
      em.create(EsimShare, {
        id: newId(),
        esimId: esim.id,
        tokenHash: hashToken(token),
        companion: companion || null,
        createdAt: now,
        expiresAt: addDays(now, shareDays),
        withdrawnAt: null,
        openedAt: null,
      });
      await this.#note(ctx, em, { order, esim }, 'MADE');
      return Object.assign(new EsimShared(), { esim, url: `${this.#parts.publicUrl()}/shared/${token}` });
    });
  }

  /** Ends the link of an eSIM. Idempotent. What the companion has seen or installed stays as it is. */
  async withdraw(ctx: RequestContext, actor: SignedInUser, esimId: string): Promise<Esim | EsimNotFound> {
    if (!(await isOwn(ctx, actor, esimId))) return notFound(ctx);
    return inTransaction(ctx.em, async (em) => {
      const { order, esim } = await lockEsim(em, esimId);
      const live = { esimId, withdrawnAt: null };
      const ended = await em.nativeUpdate(EsimShare, live, { withdrawnAt: ctx.clock.now() });
      if (ended > 0) await this.#note(ctx, em, { order, esim }, 'WITHDRAWN');
      return esim;
    });
  }

  async #note(
    ctx: RequestContext,
    em: EntityManager,
    { order, esim }: { order: Order; esim: Esim },
    to: string,
  ): Promise<void> {
    const entry = { type: 'esim-share', subject: 'esim' as const, subjectId: esim.id, to };
    await this.#parts.states.record(ctx, em, order, entry);
  }
}

const isOwn = async (ctx: RequestContext, { userId }: SignedInUser, id: string): Promise<boolean> =>
  isId(id) && (await ctx.em.fork().count(Esim, { id, userId })) > 0;

export const tooMany = (ctx: RequestContext, seconds: number): RateLimited =>
  userError(RateLimited, {
    code: 'TOO_MANY_SHARES',
    message: say(messages.TOO_MANY_SHARES, ctx.locale, { seconds }),
    retryAfterSeconds: seconds,
  });
