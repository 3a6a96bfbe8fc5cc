import { sql } from 'kysely';
import type { AuditLog } from '../audit/audit-log.ts';
import { ProfileRefused } from '../inventory/inventory.errors.ts';
import type { SupplierProfile } from '../inventory/stock.service.ts';
import { invalid } from '../orders/checkout.input.ts';
import type { OrderStates } from '../orders/order.states.ts';
import { addSeconds } from '../platform/clock/clock.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import type { FieldError } from '../platform/graphql/user-error.ts';
import { recorded } from '../platform/i18n/stored-text.ts';
import { isCurrencyCode } from '../platform/money/currency.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { ProviderRegistry } from '../providers/provider.registry.ts';
import { attemptDetails } from '../reasons/attempt-detail.messages.ts';
import { parseActivationCode } from './activation-code.ts';
import { type AttemptLog, callLeaseSeconds } from './attempt-log.ts';
import type { DeliveryService } from './delivery.service.ts';
import type {
  AttachSupplierOrderInput,
  DeliveryNotPossible,
  RetryDeliveryInput,
} from './delivery-desk.type.ts';
import { type DeskOutcome, type DeskResult, deskWrite, fieldError, notPossible } from './desk-write.ts';
import type { LockedEsim } from './esim.lock.ts';
import { isDelivered } from './esim.states.ts';
import { type Handover, isDeliverable } from './handover.ts';
import { parseIccid } from './iccid.ts';
import { ProvisioningAttempt } from './provisioning-attempt.entity.ts';
import { canTell, unsettled } from './review-actions.ts';
import type { UndeliveredService } from './undelivered.service.ts';

interface Parts {
  orders: OrderStates;
  delivery: DeliveryService;
  handover: Handover;
  attempts: AttemptLog;
  providers: ProviderRegistry;
  undelivered: UndeliveredService;
  audit: AuditLog;
}

/** What SUPPORT does for an eSIM that the machine could not deliver. Each is once for its key, and audited. */
export class DeliveryDesk {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Has the delivery of an eSIM tried again, in a new round of tries: by the plan's suppliers, under the same
   * handles, or by one that is named. Refused where a supplier may have made an eSIM and cannot tell, unless a second
   * one is accepted; and while a supplier is being asked.
   */
  async retry(ctx: RequestContext, input: RetryDeliveryInput): Promise<DeskOutcome> {
    return deskWrite(ctx, this.#parts.audit, 'retryDelivery', input, (inside, em, of) =>
      this.#retry(inside, em, of, input),
    );
  }

  async #retry(
    ctx: RequestContext,
    em: EntityManager,
    { order, esim }: LockedEsim,
    { supplier = null, acceptsDoubleOrder, reason }: RetryDeliveryInput,
  ): Promise<DeskResult> {
    const { providers, attempts: log, delivery, orders } = this.#parts;
    const refusal = refusalOf(ctx, { order, esim });
    if (refusal) return refusal;
    const attempts = await em.find(ProvisioningAttempt, { esimId: esim.id });
    const now = ctx.clock.now();
    if (await isBeingAsked(ctx, em, { order, esim })) return notPossible(ctx, 'DELIVERY_IN_PROGRESS');
    if (
      supplier !== null &&
      !(providers.has(supplier) && (await suppliersOf(em, order.planId)).includes(supplier))
    )
      return notPossible(ctx, 'SUPPLIER_NOT_OF_PLAN', { supplier });
    // What can be asked under its handle, or looked up, is settled by that; the rest nobody can tell.
    const risky = unsettled(attempts).filter(
      (each) => !canTell(providers, each.supplier) || (supplier !== null && each.supplier !== supplier),
    );
    const [first] = risky;
    if (first && !acceptsDoubleOrder)
      return notPossible(ctx, 'DOUBLE_ORDER_RISK', { supplier: first.supplier });
    await log.waive(
      em,
      risky.map(({ id }) => id),
      now,
    );
    esim.roundAt = now;
    esim.wantedSupplier = supplier;
    await delivery.start(ctx, em, order, esim, reason.trim());
    const to = supplier ?? undefined;
    await orders.record(ctx, em, order, {
      type: 'delivery-retried',
      subject: 'esim',
      subjectId: esim.id,
      to,
      reason: reason.trim(),
    });
    await delivery.reckon(ctx, em, order, esim);
    return { after: { supplier, acceptedDoubleOrder: risky.length > 0 } };
  }

  /** Gives an undelivered eSIM up, and its share of the price back; a job sends the refund. */
  async refund(
    ctx: RequestContext,
    input: { esimId: string; reason: string; idempotencyKey: string },
  ): Promise<DeskOutcome> {
    return deskWrite(ctx, this.#parts.audit, 'refundUndelivered', input, async (inside, em, of) => {
      const refusal = refusalOf(inside, of);
      if (refusal) return refusal;
      if (await isBeingAsked(inside, em, of)) return notPossible(inside, 'DELIVERY_IN_PROGRESS');
      await this.#parts.undelivered.giveUp(inside, em, of, input.reason.trim());
      return { after: { status: of.esim.status } };
    });
  }

  /**
   * Takes in an eSIM that a supplier made and we never heard of, or that was got by other ways: makes its item,
   * delivers and mails it. A job that is asking a supplier at this moment finds it delivered.
   */
  async attach(ctx: RequestContext, input: AttachSupplierOrderInput): Promise<DeskOutcome> {
    const problems = problemsOf(ctx, input);
    if (problems.length > 0) return invalid(problems, ctx.locale);
    try {
      return await deskWrite(ctx, this.#parts.audit, 'attachSupplierOrder', { ...input }, (inside, em, of) =>
        this.#attach(inside, em, of, input),
      );
    } catch (error) {
      if (!(error instanceof ProfileRefused)) throw error;
      const isCode = error.problem === 'ACTIVATION_CODE_TAKEN';
      const [path, code] = isCode
        ? (['activationCode', 'PROFILE_CODE_TAKEN'] as const)
        : (['iccid', 'PROFILE_ICCID_TAKEN'] as const);
      return invalid([fieldError(ctx, path, code)], ctx.locale);
    }
  }

  async #attach(
    ctx: RequestContext,
    em: EntityManager,
    of: LockedEsim,
    input: AttachSupplierOrderInput,
  ): Promise<DeskResult> {
    const { handover, attempts: log, delivery } = this.#parts;
    const { order, esim } = of;
    const refusal = refusalOf(ctx, of);
    if (refusal) return refusal;
    const [last] = await em.find(
      ProvisioningAttempt,
      { esimId: esim.id },
      { orderBy: { id: 'desc' }, limit: 1 },
    );
    const known = await suppliersOf(em, order.planId);
    const supplier = input.supplier ?? last?.supplier ?? known[0];
    if (supplier === undefined || (input.supplier && !known.includes(input.supplier)))
      return notPossible(ctx, 'SUPPLIER_NOT_OF_PLAN', { supplier: supplier ?? '' });
    const reason = input.reason.trim();
    // From FAILED only this way leads back; the job it sends finds the eSIM delivered.
    if (esim.status === 'FAILED') await delivery.start(ctx, em, order, esim, reason);
    await log.settleUnknown(ctx, em, of, supplier, {
      outcome: 'SUCCEEDED',
      detail: recorded(attemptDetails.attachedByStaff),
    });
    await handover.fromSupplier(ctx, em, of, profileOf(of, input, supplier), reason);
    return { after: { supplier, providerReference: input.providerReference, cost: input.cost ?? null } };
  }
}

/** Whether a call to a supplier is under way for it, as far as anybody knows. */
async function isBeingAsked(ctx: RequestContext, em: EntityManager, { esim }: LockedEsim): Promise<boolean> {
  const since = addSeconds(ctx.clock.now(), -callLeaseSeconds);
  const running = { esimId: esim.id, outcome: 'STARTED' as const, startedAt: { $gt: since } };
  return (await em.count(ProvisioningAttempt, running)) > 0;
}

/** Why an eSIM cannot be worked on at all, if so. */
export function refusalOf(ctx: RequestContext, { order, esim }: LockedEsim): DeliveryNotPossible | null {
  if (isDelivered(esim.status)) return notPossible(ctx, 'ESIM_DELIVERED');
  if (esim.settledAt) return notPossible(ctx, 'ESIM_SETTLED');
  // What is PENDING was never begun: its money is not there, or not as it should be.
  if (!isDeliverable(order) || esim.status === 'PENDING') return notPossible(ctx, 'ORDER_NOT_DELIVERABLE');
  return null;
}

function problemsOf(ctx: RequestContext, input: AttachSupplierOrderInput): FieldError[] {
  const errors: FieldError[] = [];
  if (!parseActivationCode(input.activationCode).ok)
    errors.push(fieldError(ctx, 'activationCode', 'PROFILE_CODE_INVALID'));
  if (!parseIccid(input.iccid).ok) errors.push(fieldError(ctx, 'iccid', 'PROFILE_ICCID_INVALID'));
  const { length } = input.providerReference.trim();
  if (length < 1 || length > 128) errors.push(fieldError(ctx, 'providerReference', 'REFERENCE_LENGTH'));
  if (input.cost && !(input.cost.amount >= 0 && isCurrencyCode(input.cost.currency)))
    errors.push(fieldError(ctx, 'cost', 'COST_NOT_AMOUNT'));
  return errors;
}

const profileOf = (
  { order }: LockedEsim,
  input: AttachSupplierOrderInput,
  supplier: string,
): SupplierProfile => ({
  orderId: order.id,
  planId: order.planId,
  activationCode: input.activationCode.trim(),
  iccid: input.iccid,
  supplier,
  providerReference: input.providerReference.trim(),
  cost: input.cost ?? null,
});

async function suppliersOf(em: EntityManager, planId: string): Promise<string[]> {
  const { rows } = await sql<{ supplier: string }>`
    select supplier from plan_suppliers where plan_id = ${planId} and is_enabled order by priority, supplier`.execute(
    em.getKysely(),
  );
  return rows.map(({ supplier }) => supplier);
}
