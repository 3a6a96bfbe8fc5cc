import { ProfileRefused } from '../inventory/inventory.errors.ts';
import type { SupplierProfile } from '../inventory/stock.service.ts';
import type { Order } from '../orders/order.entity.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { recorded } from '../platform/i18n/stored-text.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { ProvidedEsim, ProviderOrder } from '../providers/esim-provider.ts';
import type { SupplierBreakers } from '../providers/supplier-breakers.ts';
import type { SupplierPacer } from '../providers/supplier-pacer.ts';
import { attemptDetails } from '../reasons/attempt-detail.messages.ts';
import { type AttemptEnd, type AttemptLog, notSent } from './attempt-log.ts';
import { type LockedEsim, lockEsim } from './esim.lock.ts';
import type { Handover } from './handover.ts';
import type { CallResult } from './supplier-call.ts';
import type { PlanSupplier } from './supplier-choice.ts';

interface Parts {
  attempts: AttemptLog;
  breakers: SupplierBreakers;
  pacer: Pick<SupplierPacer, 'stop'>;
  handover: Handover;
}

/** A call that is about to be made for an eSIM, and was written down. */
export interface SupplierCall {
  esimId: string;
  orderId: string;
  how: 'order' | 'lookUp';
  attemptId: string;
  /** An earlier call may have made the eSIM: this one asks again under its handle, or looks. */
  isRepeat: boolean;
  source: PlanSupplier;
  request: ProviderOrder;
}

/** What supplier's answers mean, each written down in one transaction that takes the locks of order and eSIM. */
export class SupplierAnswers {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Writes down what came of a call: ends its attempt, hands a profile over, tells the breaker.
   * @returns whether a profile was taken in, so that nobody needs to be asked any more
   */
  async take(ctx: RequestContext, call: SupplierCall, result: CallResult): Promise<boolean> {
    try {
      await inTransaction(ctx.em, async (em) => {
        const of = await this.#end(ctx, em, call, endOf(call, result), result);
        if (result.kind !== 'made') return;
        await this.#parts.handover.fromSupplier(
          ctx,
          em,
          of,
          profileOf(of.order, call.source, result.profile),
        );
      });
      return result.kind === 'made';
    } catch (error) {
      if (!(error instanceof ProfileRefused)) throw error;
      const end: AttemptEnd = { outcome: 'REFUSED', code: error.problem, detail: error.message };
      await inTransaction(ctx.em, (em) => this.#end(ctx, em, call, end, result));
      return false;
    }
  }

  async #end(
    ctx: RequestContext,
    em: EntityManager,
    call: SupplierCall,
    end: AttemptEnd,
    result: CallResult,
  ): Promise<LockedEsim> {
    const { attempts, breakers, pacer } = this.#parts;
    const { supplier, breaker } = call.source;
    const of = await lockEsim(em, call.esimId, call.orderId);
    await attempts.end(ctx, em, of, call.attemptId, end);
    // A clear answer to a repeat under the handle, or to a look-up, is about the unknown calls before it too.
    if (result.kind === 'unsent') {
      await breakers.notAsked(ctx, em, supplier, breaker);
      return of;
    }
    const isClear = result.kind !== 'failed' || end.outcome === 'REFUSED';
    if (call.isRepeat && isClear) await attempts.settleUnknown(ctx, em, of, supplier, end);
    if (result.kind === 'failed' && result.end.outcome !== 'REFUSED') {
      if (await breakers.failed(ctx, em, supplier, end.detail ?? end.outcome)) pacer.stop(supplier);
    } else await breakers.succeeded(ctx, em, supplier, breaker);
    return of;
  }
}

/** A look-up makes nothing, whatever comes of it. */
function endOf({ how }: SupplierCall, result: CallResult): AttemptEnd {
  if (result.kind === 'made') return { outcome: 'SUCCEEDED' };
  if (result.kind === 'unsent') return { ...notSent, detail: result.detail };
  if (result.kind === 'nothing')
    return { outcome: 'BUSY', code: 'NOT_MADE', detail: recorded(attemptDetails.nothingMade) };
  return how === 'order' ? result.end : { ...result.end, outcome: 'BUSY', code: 'LOOK_UP_FAILED' };
}

const profileOf = (
  order: Order,
  { supplier, costAmount, costCurrency }: PlanSupplier,
  { activationCode, iccid, instructions, providerReference }: ProvidedEsim,
): SupplierProfile => ({
  orderId: order.id,
  planId: order.planId,
  activationCode,
  iccid,
  instructions,
  supplier,
  providerReference,
  cost: { amount: costAmount, currency: costCurrency },
});
