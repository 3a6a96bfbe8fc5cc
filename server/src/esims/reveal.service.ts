import type { AuditLog } from '../audit/audit-log.ts';
import { lockOrder } from '../orders/order.lock.ts';
import type { OrderStates } from '../orders/order.states.ts';
import { isId } from '../platform/database/id.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { userError } from '../platform/graphql/user-error.ts';
import { say } from '../platform/i18n/say.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { parseActivationCode } from './activation-code.ts';
import { noteCodesOut } from './code-out.ts';
import { Esim } from './esim.entity.ts';
import { esimMessages as messages } from './esim.messages.ts';
import { NothingToReveal, RevealedActivationCode } from './esim.type.ts';
import { qrDataUrl } from './qr-code.ts';

/** Staff looking at a buyer's activation code: each look is written into the order's history and the audit log, with its reason. */
export class RevealService {
  readonly #states: OrderStates;
  readonly #audit: AuditLog;

  constructor(parts: { states: OrderStates; audit: AuditLog }) {
    this.#states = parts.states;
    this.#audit = parts.audit;
  }

  async reveal(
    ctx: RequestContext,
    esimId: string,
    reason: string,
  ): Promise<RevealedActivationCode | NothingToReveal> {
    if (reason.trim().length < 3 || reason.length > 500) return nothing(ctx, 'REASON_REQUIRED');
    const esim = isId(esimId) ? await ctx.em.fork().findOne(Esim, { id: esimId }) : null;
    if (!esim) return nothing(ctx, 'ESIM_NOT_FOUND');
    const code = parseActivationCode(esim.activationCode ?? '');
    if (!code.ok) return nothing(ctx, 'ESIM_NOT_READY');
    await inTransaction(ctx.em, async (em) => {
      const order = await lockOrder(em, esim.orderId);
      await noteCodesOut({ ...ctx, em }, [esim.id]);
      await this.#states.record(ctx, em, order, {
        type: 'activation-code-revealed',
        to: esim.id,
        reason: reason.trim(),
      });
      await this.#audit.record(ctx, em, {
        action: 'revealActivationCode',
        subject: { type: 'esim', id: esim.id, label: order.number },
        reason,
      });
    });
    const { activationCode, smdpAddress, matchingId } = code.value;
    const qrCode = await qrDataUrl(activationCode);
    return Object.assign(new RevealedActivationCode(), { activationCode, smdpAddress, matchingId, qrCode });
  }
}

const nothing = (ctx: RequestContext, code: keyof typeof messages): NothingToReveal =>
  userError(NothingToReveal, { code, message: say(messages[code], ctx.locale) });
