import { LockMode } from '@mikro-orm/core';
import { sql } from 'kysely';
import { z } from 'zod';
import { ProfileRefused } from '../inventory/inventory.errors.ts';
import type { StockService } from '../inventory/stock.service.ts';
import type { Order, OrderPaymentStatus } from '../orders/order.entity.ts';
import { lockOrder } from '../orders/order.lock.ts';
import type { OrderStates } from '../orders/order.states.ts';
import { newId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { defineJob, type JobAttempt, type JobDefinition, type JobOutcome } from '../platform/jobs/jobs.ts';
import type { RequestContext } from '../platform/request-context.ts';
import {
  type EsimProvider,
  type ProvidedEsim,
  ProviderBusy,
  ProviderRefused,
} from '../providers/esim-provider.ts';
import type { ProviderRegistry } from '../providers/provider.registry.ts';
import { type DeliveryService, provisionEsimJob } from './delivery.service.ts';
import { Esim } from './esim.entity.ts';
import { type EsimStates, isDelivered } from './esim.states.ts';
import { ProvisioningAttempt } from './provisioning-attempt.entity.ts';

interface Parts {
  stock: StockService;
  providers: ProviderRegistry;
  states: OrderStates;
  esims: EsimStates;
  delivery: DeliveryService;
}

/** What an order is delivered in: giving a part back does not take the eSIM away. */
const deliverable: readonly OrderPaymentStatus[] = ['PAID', 'PARTIALLY_REFUNDED'];

/** The plan's first supplier, what an eSIM of it costs us, and whom it is for. */
interface Source {
  customerEmail: string;
  supplier: string;
  sku: string;
  costAmount: number;
  costCurrency: string;
}

/** What identifies an attempt in the course of its job. */
type Attempt = Pick<ProvisioningAttempt, 'id' | 'supplier'>;
type FromStock = { kind: 'done' } | { kind: 'needs-supplier'; order: Order; esim: Esim };

/**
 * Gets one eSIM its profile: from stock first, else from the plan's supplier. Idempotent: an eSIM that has a
 * profile is left alone, and a supplier is asked again only under the same reference. Run by jobs, one an eSIM.
 */
export function createProvisioningJob(parts: Parts): JobDefinition<{ esimId: string }> {
  return defineJob({
    ...provisionEsimJob,
    data: z.object({ esimId: z.uuid() }),
    retryLimit: 9,
    retryDelaySeconds: 2,
    retryDelayMaxSeconds: 600,
    expireInSeconds: 150,
    concurrency: 20,
    workers: 2,
    handle: (ctx, { esimId }, attempt) => new Provisioning(parts, ctx, esimId).run(attempt),
  });
}

class Provisioning {
  readonly #parts: Parts;
  readonly #ctx: RequestContext;
  readonly #esimId: string;
  /** Known once the eSIM was read; it never changes. */
  #orderId: string | undefined;

  constructor(parts: Parts, ctx: RequestContext, esimId: string) {
    this.#parts = parts;
    this.#ctx = ctx;
    this.#esimId = esimId;
  }

  async run(attempt: JobAttempt): Promise<JobOutcome> {
    try {
      return await this.#provision(attempt);
    } catch (error) {
      if (!attempt.isLastTry) throw error;
      // Whatever keeps failing, a paid order is never left without somebody looking at it.
      const { orderId } = await this.#ctx.em.fork().findOneOrFail(Esim, { id: this.#esimId });
      this.#ctx.log.error({ error }, 'provisioning_gave_up');
      return this.#review({ id: orderId }, 'SUPPLIER_UNKNOWN', codeOf(error) ?? 'unknown');
    }
  }

  async #provision(attempt: JobAttempt): Promise<JobOutcome> {
    const found = await this.#fromStock();
    if (found.kind === 'done') return 'SUCCESS';
    const { order, esim } = found;
    const source = await this.#source(order);
    if (!source) return this.#review(order, 'SUPPLIER_REFUSED', 'no stock and no supplier');
    if (!this.#parts.providers.has(source.supplier))
      return this.#review(order, 'SUPPLIER_REFUSED', `no supplier is called ${source.supplier}`);
    return this.#fromSupplier(order, esim, source, attempt);
  }

  async #fromStock(): Promise<FromStock> {
    return inTransaction(this.#ctx.em, async (em) => {
      const { order, esim } = await this.#lock(em);
      if (isDelivered(esim.status) || !deliverable.includes(order.paymentStatus)) return { kind: 'done' };
      await this.#parts.esims.move(this.#ctx, em, order, esim, 'PROVISIONING');
      const item = await this.#parts.stock.takeForEsim(this.#ctx, em, {
        orderId: order.id,
        planId: order.planId,
      });
      if (!item) return { kind: 'needs-supplier', order, esim };
      await this.#ready(em, order, esim, item);
      return { kind: 'done' };
    });
  }

  async #fromSupplier(order: Order, esim: Esim, source: Source, jobAttempt: JobAttempt): Promise<JobOutcome> {
    const provider = this.#parts.providers.get(source.supplier);
    const reference = `${order.number}-${esim.position}`;
    const attempt = await this.#beginAttempt(provider, reference);
    try {
      const provided = await provider.order({
        reference,
        sku: source.sku,
        countryIso2: order.planSnapshot.countryCodes[0] ?? '',
        planName: order.planSnapshot.name,
        customerEmail: source.customerEmail,
      });
      await this.#accept(order, provided, source, attempt);
      return 'SUCCESS';
    } catch (error) {
      return this.#failed(order, provider, attempt, error, jobAttempt);
    }
  }

  async #accept(order: Order, provided: ProvidedEsim, source: Source, attempt: Attempt): Promise<void> {
    await inTransaction(this.#ctx.em, async (em) => {
      const { order: locked, esim } = await this.#lock(em);
      await this.#endAttempt(em, attempt, 'SUCCEEDED');
      if (isDelivered(esim.status)) return;
      const item = await this.#parts.stock.addFromSupplier(this.#ctx, em, {
        orderId: order.id,
        planId: order.planId,
        activationCode: provided.activationCode,
        iccid: provided.iccid,
        instructions: provided.instructions,
        supplier: attempt.supplier,
        providerReference: provided.providerReference,
        cost: { amount: source.costAmount, currency: source.costCurrency },
      });
      await this.#ready(em, locked, esim, item);
    });
  }

  /**
   * What a failed call means. A clear no goes to a person. Where nothing was made, or a repeat is safe under
   * our reference, the job is tried again; else an eSIM may exist that we do not know, and a person looks.
   */
  async #failed(
    order: Order,
    provider: EsimProvider,
    attempt: Attempt,
    error: unknown,
    { isLastTry }: JobAttempt,
  ): Promise<JobOutcome> {
    const isRefusal = error instanceof ProviderRefused || error instanceof ProfileRefused;
    const detail = error instanceof Error ? error.message : String(error);
    await inTransaction(this.#ctx.em, (em) =>
      this.#endAttempt(em, attempt, isRefusal ? 'REFUSED' : 'UNKNOWN', codeOf(error), detail),
    );
    if (isRefusal) return this.#review(order, 'SUPPLIER_REFUSED', detail);
    const mayRepeat = error instanceof ProviderBusy || provider.capabilities.hasIdempotencyHandle;
    if (!mayRepeat || isLastTry) return this.#review(order, 'SUPPLIER_UNKNOWN', detail);
    throw error;
  }

  /** Nothing is lost: the order is paid, marked, and its buyer is told; a person decides. */
  async #review(
    order: Pick<Order, 'id'>,
    hold: 'SUPPLIER_REFUSED' | 'SUPPLIER_UNKNOWN',
    reason: string,
  ): Promise<JobOutcome> {
    const { states, delivery } = this.#parts;
    await inTransaction(this.#ctx.em, async (em) => {
      const { order: locked, esim } = await this.#lock(em);
      if (isDelivered(esim.status)) return;
      await this.#parts.esims.move(this.#ctx, em, locked, esim, 'IN_REVIEW', reason);
      await states.hold(this.#ctx, em, locked, hold, reason);
      await delivery.reckon(this.#ctx, em, locked, esim);
    });
    this.#ctx.log.error({ orderId: order.id, esimId: this.#esimId, reason }, 'provisioning_failed');
    return 'SUCCESS';
  }

  async #ready(
    em: EntityManager,
    order: Order,
    esim: Esim,
    item: { id: string; iccid: string | null; activationCode: string },
  ): Promise<void> {
    const now = this.#ctx.clock.now();
    await this.#parts.esims.move(this.#ctx, em, order, esim, 'READY');
    Object.assign(esim, {
      inventoryItemId: item.id,
      iccid: item.iccid,
      activationCode: item.activationCode,
      readyAt: now,
    });
    await this.#parts.delivery.reckon(this.#ctx, em, order, esim);
  }

  /** The locks of order and eSIM, in that order. */
  async #lock(em: EntityManager): Promise<{ order: Order; esim: Esim }> {
    this.#orderId ??= await this.#readOrderId(em);
    const order = await lockOrder(em, this.#orderId);
    const esim = await em.findOneOrFail(
      Esim,
      { id: this.#esimId },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    return { order, esim };
  }

  async #readOrderId(em: EntityManager): Promise<string> {
    const { rows } = await sql<{ orderId: string }>`
      select order_id as "orderId" from esims where id = ${this.#esimId}`.execute(em.getKysely());
    if (!rows[0]) throw new Error(`eSIM ${this.#esimId} does not exist`);
    return rows[0].orderId;
  }

  /** Written down before the supplier is asked, so that no order of ours can be unknown to us. */
  async #beginAttempt(provider: EsimProvider, reference: string): Promise<Attempt> {
    const attempt = { id: newId(), esimId: this.#esimId, supplier: provider.name, reference };
    await this.#ctx.em.insert(ProvisioningAttempt, {
      ...attempt,
      outcome: 'STARTED',
      errorCode: null,
      detail: null,
      startedAt: this.#ctx.clock.now(),
      finishedAt: null,
      waivedAt: null,
    });
    return attempt;
  }

  async #endAttempt(
    em: EntityManager,
    attempt: Attempt,
    outcome: ProvisioningAttempt['outcome'],
    errorCode: string | null = null,
    detail: string | null = null,
  ): Promise<void> {
    await em.nativeUpdate(
      ProvisioningAttempt,
      { id: attempt.id },
      { outcome, errorCode, detail, finishedAt: this.#ctx.clock.now() },
    );
  }

  async #source({ planId, userId }: Order): Promise<Source | null> {
    const { rows } = await sql<Source>`
      select s.supplier, s.sku, s.cost_amount::float8 as "costAmount", s.cost_currency as "costCurrency",
        u.email as "customerEmail"
      from plan_suppliers s join users u on u.id = ${userId}
      where s.plan_id = ${planId} and s.is_enabled order by s.priority, s.supplier limit 1`.execute(
      this.#ctx.em.getKysely(),
    );
    return rows[0] ?? null;
  }
}

function codeOf(error: unknown): string | null {
  if (error instanceof ProviderRefused) return error.code;
  if (error instanceof ProfileRefused) return error.problem;
  return error instanceof Error ? error.name : null;
}
