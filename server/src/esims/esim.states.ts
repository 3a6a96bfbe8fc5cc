import type { Order } from '../orders/order.entity.ts';
import type { OrderStates } from '../orders/order.states.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { StateMachine } from '../platform/states/state-machine.ts';
import type { Esim, EsimStatus } from './esim.entity.ts';

/** Which moves an eSIM may make. Once READY its code is out, so nothing leads back. */
export const esimStates = new StateMachine<EsimStatus>('eSIM', {
  PENDING: ['PROVISIONING', 'FAILED'],
  PROVISIONING: ['READY', 'IN_REVIEW', 'FAILED'],
  IN_REVIEW: ['PROVISIONING', 'READY', 'FAILED'],
  FAILED: ['PROVISIONING'],
  READY: ['INSTALLED', 'ACTIVE', 'EXPIRED', 'REVOKED'],
  INSTALLED: ['ACTIVE', 'EXPIRED', 'REVOKED'],
  ACTIVE: ['DEPLETED', 'EXPIRED', 'REVOKED'],
  DEPLETED: ['ACTIVE', 'EXPIRED', 'REVOKED'],
  EXPIRED: [],
  REVOKED: [],
});

const delivered: readonly EsimStatus[] = ['READY', 'INSTALLED', 'ACTIVE', 'DEPLETED', 'EXPIRED', 'REVOKED'];

/** Whether the buyer has had this eSIM's code. */
export const isDelivered = (status: EsimStatus): boolean => delivered.includes(status);

/** Whether its code opens anything for its owner: delivered, and not taken back. */
export const isUsable = (status: EsimStatus): boolean => isDelivered(status) && status !== 'REVOKED';

/** Moves eSIMs, and writes each move into their order's history. The caller holds the locks of order and eSIM. */
export class EsimStates {
  readonly #orders: OrderStates;

  constructor(orders: OrderStates) {
    this.#orders = orders;
  }

  /**
   * Staying where it is does nothing. The database knows the same table and refuses what passes by here.
   * @throws IllegalMove, and then nothing of the transaction is kept
   */
  async move(
    ctx: RequestContext,
    em: EntityManager,
    order: Order,
    esim: Esim,
    to: EsimStatus,
    reason?: string,
  ): Promise<void> {
    const from = esim.status;
    if (!esimStates.check(from, to, esim.id)) return;
    esim.status = to;
    esim.updatedAt = ctx.clock.now();
    const entry = { type: 'esim', subject: 'esim' as const, subjectId: esim.id, from, to, reason };
    await this.#orders.record(ctx, em, order, entry);
  }
}
