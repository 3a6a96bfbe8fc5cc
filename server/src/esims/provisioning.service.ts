import type { AlertService } from '../alerts/alert.service.ts';
import type { OrderStates } from '../orders/order.states.ts';
import { addSeconds } from '../platform/clock/clock.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { sayInEach } from '../platform/i18n/say.ts';
import type { JobOutcome, Jobs } from '../platform/jobs/jobs.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { ProviderRegistry } from '../providers/provider.registry.ts';
import type { SupplierBreakers } from '../providers/supplier-breakers.ts';
import type { SupplierPacer } from '../providers/supplier-pacer.ts';
import { reasonInEach } from '../reasons/reason.ts';
import { type AttemptLog, callLeaseSeconds, processDied } from './attempt-log.ts';
import { type DeliveryService, type ProvisionEsim, provisionEsimJob } from './delivery.service.ts';
import { deliveryAlert as texts } from './delivery-alert.messages.ts';
import { type LockedEsim, lockEsim } from './esim.lock.ts';
import type { EsimStates } from './esim.states.ts';
import { type Handover, isDeliverable } from './handover.ts';
import { ProvisioningAttempt } from './provisioning-attempt.entity.ts';
import { canTell } from './review-actions.ts';
import { type Known, readSituation } from './situation.reader.ts';
import type { SupplierAnswers, SupplierCall } from './supplier-answers.ts';
import { askSupplier } from './supplier-call.ts';
import { type Choice, chooseSupplier, type KnownAttempt, type ReviewHold } from './supplier-choice.ts';
import { reviewAlertKey } from './undelivered.service.ts';

interface Parts {
  orders: OrderStates;
  esims: EsimStates;
  delivery: DeliveryService;
  handover: Handover;
  attempts: AttemptLog;
  answers: SupplierAnswers;
  providers: ProviderRegistry;
  breakers: SupplierBreakers;
  pacer: SupplierPacer;
  jobs: Jobs;
  alerts: Pick<AlertService, 'raise'>;
}

/** What is to be done next for an eSIM. */
type Step =
  | { kind: 'done' }
  | { kind: 'wait'; seconds: number; queue: string | null }
  | { kind: 'call'; call: SupplierCall };

/** Waits are lengthened by up to this share, so that what failed together does not come again together. */
const jitter = 0.25;

/**
 * The saga of one eSIM: stock first, else the plan's suppliers in order. Each step is one transaction, calls are made
 * between them, and every step can be the last one a process makes: the next try reads where it stands.
 */
export class ProvisioningService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Works on one eSIM until it is delivered, waits for a person, or has to wait for a supplier: then a job for later
   * is sent, so that no try of this one is used up. Idempotent: an eSIM that is not to be worked on is left alone.
   */
  async provision(ctx: RequestContext, of: ProvisionEsim): Promise<JobOutcome> {
    const failedNow = new Set<string>();
    for (;;) {
      const step = await inTransaction(ctx.em, (em) => this.#next(ctx, em, of, failedNow));
      if (step.kind === 'done') return 'SUCCESS';
      if (step.kind === 'wait') return this.#putBack(ctx, of, step);
      const { call } = step;
      const provider = this.#parts.providers.get(call.source.supplier);
      const result = await askSupplier(this.#parts.pacer, ctx.em, provider, call.how, call.request);
      if (await this.#parts.answers.take(ctx, call, result)) return 'SUCCESS';
      const isAnswer = result.kind !== 'failed' || result.end.outcome === 'REFUSED';
      if (!isAnswer) failedNow.add(call.source.supplier);
    }
  }

  /** After the last try, whatever kept failing: a paid order is never left without somebody looking at it. */
  async giveUp(ctx: RequestContext, of: ProvisionEsim, reason: string): Promise<void> {
    await inTransaction(ctx.em, async (em) => {
      const locked = await lockEsim(em, of.esimId, of.orderId);
      if (locked.esim.status === 'PROVISIONING')
        await this.#review(ctx, em, locked, 'SUPPLIER_UNKNOWN', reason);
    });
  }

  async #next(
    ctx: RequestContext,
    em: EntityManager,
    { esimId, orderId }: ProvisionEsim,
    failedNow: ReadonlySet<string>,
  ): Promise<Step> {
    const of = await lockEsim(em, esimId, orderId);
    if (of.esim.status !== 'PROVISIONING' || !isDeliverable(of.order)) return this.#leave(ctx, em, of);
    const { handover, providers } = this.#parts;
    const tellable = providers.names.filter((name) => canTell(providers, name));
    if (await handover.fromStock(ctx, em, of, tellable)) return { kind: 'done' };
    const known = await readSituation(em, of, providers, ctx.clock.now());
    const running = known.attempts.find(({ outcome }) => outcome === 'STARTED');
    if (running) {
      const left = await this.#leftOf(ctx, em, of, running);
      if (left > 0) return { kind: 'wait', seconds: left, queue: null };
      // The shelf was not taken from while the call might still have ended.
      if (await handover.fromStock(ctx, em, of, tellable)) return { kind: 'done' };
    }
    const choice = chooseSupplier({
      ...known,
      now: ctx.clock.now(),
      roundAt: of.esim.roundAt,
      wanted: of.esim.wantedSupplier,
      failedNow,
    });
    if (choice.kind === 'wait') return choice;
    if (choice.kind === 'call') return this.#begin(ctx, em, of, known, choice);
    await this.#review(ctx, em, of, choice.hold, choice.reason);
    return { kind: 'done' };
  }

  /**
   * Leaves alone what is not to be worked on, once no call for it is without an end: the process that made the last one
   * may have died in it. What that call may have made is asked for when the delivery goes on; where the money went
   * back, SurplusWatch calls a person.
   */
  async #leave(ctx: RequestContext, em: EntityManager, of: LockedEsim): Promise<Step> {
    const running = await em.findOne(ProvisioningAttempt, { esimId: of.esim.id, outcome: 'STARTED' });
    const left = running ? await this.#leftOf(ctx, em, of, running) : 0;
    return left > 0 ? { kind: 'wait', seconds: left, queue: null } : { kind: 'done' };
  }

  /**
   * A call that another job is making is left to it: answers how many seconds it may still take. One whose process
   * died has none left and becomes unknown, because it may have reached the supplier.
   */
  async #leftOf(
    ctx: RequestContext,
    em: EntityManager,
    of: LockedEsim,
    running: Pick<KnownAttempt, 'id' | 'startedAt' | 'outcome'>,
  ): Promise<number> {
    const left =
      (addSeconds(running.startedAt, callLeaseSeconds).getTime() - ctx.clock.now().getTime()) / 1000;
    if (left > 0) return left;
    running.outcome = 'UNKNOWN';
    await this.#parts.attempts.end(ctx, em, of, running.id, processDied);
    return 0;
  }

  async #begin(
    ctx: RequestContext,
    em: EntityManager,
    of: LockedEsim,
    { customerEmail, attempts }: Known,
    { source, how }: Choice & { kind: 'call' },
  ): Promise<Step> {
    const { supplier, sku, breaker } = source;
    // Another process may have become the one that looks whether the supplier is back.
    if (!(await this.#parts.breakers.admit(ctx, em, supplier, breaker)))
      return { kind: 'wait', seconds: 0, queue: supplier };
    const { order, esim } = of;
    const request = {
      reference: `${order.number}-${esim.position}`,
      sku,
      countryIso2: order.planSnapshot.countryCodes[0] ?? '',
      planName: order.planSnapshot.name,
      customerEmail,
    };
    const attemptId = await this.#parts.attempts.begin(ctx, em, of, {
      supplier,
      reference: request.reference,
    });
    const isRepeat = attempts.some((each) => each.supplier === supplier && each.outcome === 'UNKNOWN');
    const call = { esimId: esim.id, orderId: order.id, how, attemptId, isRepeat, source, request };
    return { kind: 'call', call };
  }

  async #review(
    ctx: RequestContext,
    em: EntityManager,
    { order, esim }: LockedEsim,
    hold: ReviewHold,
    reason: string,
  ): Promise<void> {
    await this.#parts.esims.move(ctx, em, order, esim, 'IN_REVIEW', reason);
    await this.#parts.orders.hold(ctx, em, order, hold, reason);
    await this.#parts.delivery.reckon(ctx, em, order, esim);
    await this.#parts.alerts.raise(ctx, em, {
      kind: 'DELIVERY_IN_REVIEW',
      key: reviewAlertKey,
      subject: sayInEach(texts.inReview, { number: order.number }),
      lines: [sayInEach(texts.inReviewWhy, { hold, reason: reasonInEach(reason) }), texts.inReviewTodo],
      path: '/admin/review',
    });
    ctx.log.error({ orderId: order.id, esimId: esim.id, reason }, 'provisioning_needs_a_person');
  }

  async #putBack(ctx: RequestContext, of: ProvisionEsim, wait: Step & { kind: 'wait' }): Promise<JobOutcome> {
    const { breakers, providers, jobs } = this.#parts;
    await inTransaction(ctx.em, async (em) => {
      const startAfter =
        wait.queue !== null
          ? await breakers.placeInQueue(
              ctx,
              em,
              wait.queue,
              providers.get(wait.queue).capabilities.ratePerSecond,
            )
          : addSeconds(ctx.clock.now(), wait.seconds * (1 + jitter * Math.random()));
      await jobs.send(em, provisionEsimJob, of, { startAfter });
    });
    return 'SKIPPED';
  }
}
