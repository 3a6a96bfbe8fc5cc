import type { MailService } from '../notifications/mail.service.ts';
import type { Order } from '../orders/order.entity.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { Fulfilment } from './fulfilment.ts';

/** What buyers are told about the delivery of their orders, each thing once. */
export class DeliveryMails {
  readonly #mails: MailService;

  constructor(mails: MailService) {
    this.#mails = mails;
  }

  /**
   * Tells what there is to tell once no machine is at work on the order any more: that all is there, that a part is
   * and the rest takes longer or will not come, or that a person is looking after it. Where everything was given up
   * there is nothing to say here: the refund's own mail tells.
   */
  async tell(ctx: RequestContext, em: EntityManager, order: Order, now: Fulfilment): Promise<void> {
    if (now.status === 'FULFILLED') return this.#queue(ctx, em, order, 'ORDER_DELIVERED', '');
    if (now.working > 0) return;
    if (now.ready > 0) return this.tellPart(ctx, em, order, now.ready);
    if (now.open > 0) await this.#queue(ctx, em, order, 'DELIVERY_IN_REVIEW', '');
  }

  /** Sends what is there already, once for each number of eSIMs that are. */
  async tellPart(ctx: RequestContext, em: EntityManager, order: Order, ready: number): Promise<void> {
    await this.#queue(ctx, em, order, 'ORDER_PARTLY_DELIVERED', `:${ready}`);
  }

  async #queue(
    ctx: RequestContext,
    em: EntityManager,
    order: Order,
    kind: keyof typeof keys,
    suffix: string,
  ): Promise<void> {
    const dedupeKey = `${keys[kind]}:${order.id}${suffix}`;
    const recipient = { userId: order.userId };
    await this.#mails.queue(
      em,
      { kind, recipient, locale: order.locale, dedupeKey, orderId: order.id },
      ctx.clock.now(),
    );
  }
}

const keys = {
  ORDER_DELIVERED: 'order-delivered',
  ORDER_PARTLY_DELIVERED: 'order-partly-delivered',
  DELIVERY_IN_REVIEW: 'in-review',
} as const;
