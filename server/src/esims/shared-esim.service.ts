import { Order } from '../orders/order.entity.ts';
import type { OrderStates } from '../orders/order.states.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { type RateLimited, userError } from '../platform/graphql/user-error.ts';
import { say } from '../platform/i18n/say.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { Limits } from '../platform/security/limits.ts';
import { hashToken } from '../platform/security/secrets.ts';
import { parseActivationCode } from './activation-code.ts';
import { noteCodesOut } from './code-out.ts';
import { Esim } from './esim.entity.ts';
import { lockEsim } from './esim.lock.ts';
import { esimMessages as messages } from './esim.messages.ts';
import { isUsable } from './esim.states.ts';
import { EsimShare } from './esim-share.entity.ts';
import { tooMany } from './esim-share.service.ts';
import { installLinks } from './install-links.ts';
import { qrDataUrl } from './qr-code.ts';
import { OpenedSharedEsim, SharedEsim, SharedEsimGone, SharedPlan } from './shared-esim.type.ts';

interface Parts {
  states: OrderStates;
  limits: Limits;
}

/** 256 random bits as base64url. Anything else is not looked up. */
const tokenPattern = /^[\w-]{43}$/;

/** What somebody without an account sees who was given a link. Who they are is not known, and not asked. */
export class SharedEsimService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** What the link leads to. Changes nothing: programs look at links before people do. */
  async look(ctx: RequestContext, token: string): Promise<SharedEsim | SharedEsimGone | RateLimited> {
    const limited = await this.#limited(ctx);
    if (limited) return limited;
    const share = await find(ctx, token);
    if (!share) return gone(ctx, 'SHARE_UNKNOWN');
    const esim = await ctx.em.findOneOrFail(Esim, { id: share.esimId });
    if (!isLive(ctx, share, esim)) return gone(ctx, 'SHARE_OVER');
    const { planSnapshot } = await ctx.em.findOneOrFail(Order, { id: esim.orderId });
    const { name, isUnlimited, dataMb, validityDays, countryCodes, carrierName } = planSnapshot;
    const plan = Object.assign(new SharedPlan(), {
      name,
      isUnlimited,
      dataMb,
      validityDays,
      countryCodes,
      carrierName,
    });
    return Object.assign(new SharedEsim(), { companion: share.companion, expiresAt: share.expiresAt, plan });
  }

  /**
   * Gives the codes out. The first time is told to the owner and written into the order's history, as is that the code
   * has left the shop; the link goes on working until its time is up. Locks order and eSIM.
   */
  async open(ctx: RequestContext, token: string): Promise<OpenedSharedEsim | SharedEsimGone | RateLimited> {
    const limited = await this.#limited(ctx);
    if (limited) return limited;
    const found = await find(ctx, token);
    if (!found) return gone(ctx, 'SHARE_UNKNOWN');
    const activationCode = await inTransaction(ctx.em, async (em) => {
      const { order, esim } = await lockEsim(em, found.esimId);
      const share = await em.findOneOrFail(EsimShare, { id: found.id }, { refresh: true });
      if (!isLive(ctx, share, esim)) return null;
      if (share.openedAt === null) {
        share.openedAt = ctx.clock.now();
        const entry = { type: 'esim-share', subject: 'esim' as const, subjectId: esim.id, to: 'OPENED' };
        await this.#parts.states.record(ctx, em, order, entry);
      }
      await noteCodesOut({ ...ctx, em }, [esim.id]);
      return { code: esim.activationCode, iccid: esim.iccid };
    });
    const code = parseActivationCode(activationCode?.code ?? '');
    if (!activationCode || !code.ok) return gone(ctx, 'SHARE_OVER');
    return Object.assign(new OpenedSharedEsim(), {
      ...code.value,
      iccid: activationCode.iccid,
      qrCode: await qrDataUrl(code.value.activationCode),
      installLinks: installLinks(code.value.activationCode),
    });
  }

  async #limited(ctx: RequestContext): Promise<RateLimited | null> {
    const { retryAfterSeconds } = await this.#parts.limits.take(ctx, 'sharedEsim');
    return retryAfterSeconds === null ? null : tooMany(ctx, retryAfterSeconds);
  }
}

const find = async (ctx: RequestContext, token: string): Promise<EsimShare | null> =>
  tokenPattern.test(token) ? ctx.em.fork().findOne(EsimShare, { tokenHash: hashToken(token) }) : null;

/** Whether a link opens now: not withdrawn, in time, and its eSIM not taken back. */
const isLive = (ctx: RequestContext, share: EsimShare, esim: Esim): boolean =>
  share.withdrawnAt === null &&
  ctx.clock.now() < share.expiresAt &&
  isUsable(esim.status) &&
  esim.activationCode !== null;

/** One sentence for all of them: who has no link learns nothing from it. */
const gone = (ctx: RequestContext, code: 'SHARE_UNKNOWN' | 'SHARE_OVER'): SharedEsimGone =>
  userError(SharedEsimGone, { code, message: say(messages[code], ctx.locale) });
