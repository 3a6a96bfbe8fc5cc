import { sql } from 'kysely';
import type { AlertService } from '../alerts/alert.service.ts';
import { ProfileRefused } from '../inventory/inventory.errors.ts';
import type { HandedOut, StockService, SupplierProfile } from '../inventory/stock.service.ts';
import { payableTo } from '../ledger/accounts.ts';
import type { LedgerService } from '../ledger/ledger.service.ts';
import type { Order, OrderPaymentStatus } from '../orders/order.entity.ts';
import { orderPage } from '../orders/order-page.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { sayInEach } from '../platform/i18n/say.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { DeliveryService } from './delivery.service.ts';
import { deliveryAlert as texts } from './delivery-alert.messages.ts';
import type { LockedEsim } from './esim.lock.ts';
import { type EsimStates, isDelivered } from './esim.states.ts';

interface Parts {
  stock: StockService;
  ledger: LedgerService;
  esims: EsimStates;
  delivery: DeliveryService;
  alerts: Pick<AlertService, 'raise'>;
}

/** What an order is delivered in: giving a part back does not take the eSIM away. */
const deliverable: readonly OrderPaymentStatus[] = ['PAID', 'PARTIALLY_REFUNDED'];

/** Whether an order's eSIMs may be handed out now: its money is there, nobody disputes it, and it is not promised back. */
export const isDeliverable = (order: Pick<Order, 'paymentStatus' | 'refundPromisedAt'>): boolean =>
  deliverable.includes(order.paymentStatus) && order.refundPromisedAt === null;

/** The moment an eSIM gets its profile. The caller's transaction holds the locks of order and eSIM. */
export class Handover {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Gives an eSIM an item from stock where there is one: the order's own always, one from the shelf only where no call
   * is running and none is unknown that its supplier can still tell about: it may have made the eSIM.
   * @param tellable suppliers that can be asked what came of a call
   * @returns whether there was one
   */
  async fromStock(
    ctx: RequestContext,
    em: EntityManager,
    { order, esim }: LockedEsim,
    tellable: readonly string[],
  ): Promise<boolean> {
    const mayTakeFromShelf = sql`not exists (
      select from provisioning_attempts a where a.esim_id = ${esim.id} and a.waived_at is null
        and (a.outcome = 'STARTED' or (a.outcome = 'UNKNOWN' and a.supplier = any(${tellable}::text[]))))`;
    const item = await this.#parts.stock.takeForEsim(ctx, em, {
      orderId: order.id,
      planId: order.planId,
      esimId: esim.id,
      mayTakeFromShelf,
    });
    if (item) await this.#ready(ctx, em, { order, esim }, item);
    return item !== null;
  }

  /**
   * Takes in what a supplier made for an eSIM. Where the eSIM waits for a dispute or for a promised refund, the profile
   * is set aside for it.
   * Where it was given up or got another one meanwhile, the profile is kept out of use and a person is told: it cost
   * money.
   * @throws ProfileRefused when its code or number is malformed or already somebody's
   */
  async fromSupplier(
    ctx: RequestContext,
    em: EntityManager,
    of: LockedEsim,
    profile: SupplierProfile,
    reason?: string,
  ): Promise<void> {
    const { order, esim } = of;
    if (isDelivered(esim.status) || esim.status === 'FAILED') return this.#surplus(ctx, em, of, profile);
    if (!isDeliverable(order)) {
      const item = await this.#parts.stock.addFromSupplier(
        ctx,
        em,
        { ...profile, esimId: esim.id },
        'RESERVED',
      );
      await this.#bookCost(ctx, em, of, item);
      return;
    }
    const item = await this.#parts.stock.addFromSupplier(ctx, em, profile);
    await this.#ready(ctx, em, of, item, reason);
  }

  async #ready(
    ctx: RequestContext,
    em: EntityManager,
    { order, esim }: LockedEsim,
    item: HandedOut,
    reason?: string,
  ): Promise<void> {
    await this.#parts.esims.move(ctx, em, order, esim, 'READY', reason);
    esim.inventoryItemId = item.id;
    esim.iccid = item.iccid;
    esim.activationCode = item.activationCode;
    esim.readyAt = ctx.clock.now();
    await this.#bookCost(ctx, em, { order, esim }, item);
    await this.#parts.delivery.reckon(ctx, em, order, esim);
  }

  async #bookCost(
    ctx: RequestContext,
    em: EntityManager,
    { order, esim }: LockedEsim,
    { costAmount, costCurrency, supplier }: HandedOut,
  ): Promise<void> {
    if (!costAmount || !costCurrency) return;
    const facts = {
      orderId: order.id,
      esimId: esim.id,
      supplier,
      amount: costAmount,
      currency: costCurrency,
    };
    await this.#parts.ledger.supplierCost(ctx, em, facts);
  }

  async #surplus(
    ctx: RequestContext,
    em: EntityManager,
    { order, esim }: LockedEsim,
    profile: SupplierProfile,
  ): Promise<void> {
    const { supplier, providerReference, cost } = profile;
    // It may be the very profile that a person has attached by hand.
    if (profile.activationCode === esim.activationCode) return;
    try {
      const item = await this.#parts.stock.addFromSupplier(ctx, em, profile, 'RETIRED');
      if (cost && cost.amount > 0)
        await this.#parts.ledger.post(ctx, em, {
          kind: 'SUPPLIER_COST',
          key: `cost:${esim.id}:surplus:${item.id}`,
          orderId: order.id,
          esimId: esim.id,
          lines: [
            { account: 'SUPPLIER_COSTS', ...cost },
            { account: payableTo(supplier), currency: cost.currency, amount: -cost.amount },
          ],
          note: 'an eSIM that nobody got',
        });
    } catch (error) {
      if (!(error instanceof ProfileRefused)) throw error;
    }
    await this.#parts.alerts.raise(ctx, em, {
      kind: 'SURPLUS_ESIM',
      key: `surplus:${esim.id}`,
      subject: sayInEach(texts.surplus, { supplier, number: order.number }),
      lines: [
        sayInEach(texts.surplusState, { position: esim.position, status: esim.status }),
        providerReference
          ? sayInEach(texts.surplusTodo, { reference: providerReference })
          : texts.surplusTodoUnnamed,
      ],
      path: orderPage(order),
    });
  }
}
