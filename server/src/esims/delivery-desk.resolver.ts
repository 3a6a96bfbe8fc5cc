import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { Auth } from '../platform/graphql/auth.directive.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { DeliveryDesk } from './delivery-desk.service.ts';
import {
  AttachSupplierOrderInput,
  AttachSupplierOrderResult,
  MarkSupplierRefundInput,
  MarkSupplierRefundResult,
  RefundUndeliveredResult,
  RetryDeliveryInput,
  RetryDeliveryResult,
} from './delivery-desk.type.ts';
import type { SupplierRefundService } from './supplier-refund.service.ts';

/** What staff do about an eSIM that waits for a person. */
@Resolver()
export class DeliveryDeskResolver {
  readonly #desk: DeliveryDesk;
  readonly #supplierRefunds: SupplierRefundService;

  constructor(parts: { desk: DeliveryDesk; supplierRefunds: SupplierRefundService }) {
    this.#desk = parts.desk;
    this.#supplierRefunds = parts.supplierRefunds;
  }

  @Auth('SUPPORT', 'ADMIN')
  @Mutation(() => RetryDeliveryResult, {
    description:
      'Has an undelivered eSIM of a paid order tried again: under the same handles, or by a named supplier.',
  })
  async retryDelivery(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => RetryDeliveryInput) input: RetryDeliveryInput,
  ): Promise<object> {
    return this.#desk.retry(ctx, input);
  }

  @Auth('SUPPORT', 'ADMIN')
  @Mutation(() => AttachSupplierOrderResult, {
    description: 'Delivers an eSIM that a supplier made and the shop never heard of.',
  })
  async attachSupplierOrder(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => AttachSupplierOrderInput) input: AttachSupplierOrderInput,
  ): Promise<object> {
    return this.#desk.attach(ctx, input);
  }

  @Auth('FINANCE', 'ADMIN')
  @Mutation(() => RefundUndeliveredResult, {
    description: 'Gives an undelivered eSIM up for good, and its share of the price back.',
  })
  async refundUndelivered(
    @Ctx() ctx: RequestContext,
    @Arg('esimId', () => ID) esimId: string,
    @Arg('reason', () => String) reason: string,
    @Arg('idempotencyKey', () => String) idempotencyKey: string,
  ): Promise<object> {
    return this.#desk.refund(ctx, { esimId, reason, idempotencyKey });
  }

  @Auth('FINANCE', 'ADMIN')
  @Mutation(() => MarkSupplierRefundResult, {
    description: 'Books what a supplier gave back for an eSIM, whatever its buyer got back.',
  })
  async markSupplierRefund(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => MarkSupplierRefundInput) input: MarkSupplierRefundInput,
  ): Promise<object> {
    return this.#supplierRefunds.mark(ctx, input);
  }
}
