import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { Auth } from '../platform/graphql/auth.directive.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { PaymentDesk } from './payment-desk.service.ts';
import { ReleaseHoldResult, ReplayStripeEventResult } from './payment-desk.type.ts';

@Resolver()
export class PaymentDeskResolver {
  readonly #desk: PaymentDesk;

  constructor(desk: PaymentDesk) {
    this.#desk = desk;
  }

  @Auth('FINANCE', 'ADMIN')
  @Mutation(() => ReleaseHoldResult, {
    description:
      'AMOUNT_MISMATCH: what arrived is accepted and the order delivered. REFUND_FAILED: somebody has seen to it.',
  })
  async releaseHold(
    @Ctx() ctx: RequestContext,
    @Arg('number', () => String) number: string,
    @Arg('hold', () => String) hold: string,
    @Arg('reason', () => String) reason: string,
  ): Promise<object> {
    return this.#desk.releaseHold(ctx, { number, hold, reason });
  }

  @Auth('SUPPORT', 'FINANCE', 'ADMIN')
  @Mutation(() => ReplayStripeEventResult, {
    description: 'Works on an event of the inbox again; harmless however often.',
  })
  async replayStripeEvent(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String) reason: string,
  ): Promise<object> {
    return this.#desk.replayEvent(ctx, { id, reason });
  }
}
