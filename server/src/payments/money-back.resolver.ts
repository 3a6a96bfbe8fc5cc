import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { PaymentType } from '../orders/order.type.ts';
import { batchLoader } from '../platform/database/loader.ts';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { MoneyType } from '../platform/graphql/money.type.ts';
import { type Money, money } from '../platform/money/money.ts';
import { localeFor, type RequestContext } from '../platform/request-context.ts';
import { reasonIn } from '../reasons/reason.ts';
import { Dispute } from './dispute.entity.ts';
import { DisputeType, RefundType } from './money-back.type.ts';
import type { Payment } from './payment.entity.ts';
import { Refund } from './refund.entity.ts';
import { leftOf } from './refund-requests.ts';

/** What was taken back of a payment. */
@Resolver(() => PaymentType)
export class MoneyBackResolver {
  @FieldResolver(() => MoneyType, {
    nullable: true,
    description: 'What arrived, in the currency it arrived in; null until something has.',
  })
  received(@Root() { received, receivedCurrency }: Payment): Money | null {
    return received === null || receivedCurrency === null ? null : money(received, receivedCurrency);
  }

  @FieldResolver(() => [RefundType], { description: 'Oldest first.' })
  async refunds(@Root() payment: Payment, @Ctx() ctx: RequestContext): Promise<Refund[]> {
    return loadRefunds(ctx, payment.id);
  }

  @Auth('SUPPORT', 'FINANCE', 'ADMIN')
  @FieldResolver(() => [DisputeType], { description: 'Oldest first.' })
  async disputes(@Root() payment: Payment, @Ctx() ctx: RequestContext): Promise<Dispute[]> {
    return loadDisputes(ctx, payment.id);
  }

  @Auth('SUPPORT', 'FINANCE', 'ADMIN')
  @FieldResolver(() => MoneyType, {
    description:
      'What can still be refunded: what arrived, less what went back, what is promised and what banks have taken.',
  })
  async refundable(@Root() payment: Payment, @Ctx() ctx: RequestContext): Promise<Money> {
    const [refunds, disputes] = await Promise.all([
      loadRefunds(ctx, payment.id),
      loadDisputes(ctx, payment.id),
    ]);
    return money(leftOf(payment, refunds, disputes), payment.receivedCurrency ?? payment.currency);
  }
}

@Resolver(() => RefundType)
export class RefundResolver {
  @FieldResolver(() => MoneyType)
  amount(@Root() { amount, currency }: Refund): Money {
    return money(amount, currency);
  }

  @Auth('SUPPORT', 'FINANCE', 'ADMIN')
  @FieldResolver(() => String, {
    description: 'Why: a person’s own words, or the program’s in the reader’s language.',
  })
  reason(
    @Root() refund: Refund,
    @Ctx() ctx: RequestContext,
    @Arg('locale', () => String, { nullable: true }) locale?: string | null,
  ): string {
    return reasonIn(refund.reason, localeFor(ctx, locale));
  }
}

@Resolver(() => DisputeType)
export class DisputeResolver {
  @FieldResolver(() => MoneyType)
  amount(@Root() { amount, currency }: Dispute): Money {
    return money(amount, currency);
  }
}

function byPayment<T extends { paymentId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(row.paymentId, [...(groups.get(row.paymentId) ?? []), row]);
  return groups;
}

const loadRefunds = batchLoader<string, Refund[]>(
  async (ctx, ids) =>
    byPayment(await ctx.em.find(Refund, { paymentId: { $in: [...ids] } }, { orderBy: { id: 'asc' } })),
  [],
);

const loadDisputes = batchLoader<string, Dispute[]>(
  async (ctx, ids) =>
    byPayment(await ctx.em.find(Dispute, { paymentId: { $in: [...ids] } }, { orderBy: { id: 'asc' } })),
  [],
);
