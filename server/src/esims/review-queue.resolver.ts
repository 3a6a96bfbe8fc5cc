import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Order } from '../orders/order.entity.ts';
import { loadOrder } from '../orders/order.query.ts';
import { OrderType } from '../orders/order.type.ts';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { type Page, pageRequest } from '../platform/graphql/connection.ts';
import { localeFor, type RequestContext } from '../platform/request-context.ts';
import type { ProviderRegistry } from '../providers/provider.registry.ts';
import { attemptDetailIn } from '../reasons/reason.ts';
import type { Esim } from './esim.entity.ts';
import { EsimType } from './esim.type.ts';
import type { ProvisioningAttempt } from './provisioning-attempt.entity.ts';
import { actionsFor, ReviewAction } from './review-actions.ts';
import {
  findReviewItems,
  loadAttempts,
  loadEsim,
  loadPlanSuppliers,
  type QueuedItem,
  reviewOrder,
} from './review-queue.query.ts';
import { ProvisioningAttemptType, ReviewItem, ReviewItemConnection } from './review-queue.type.ts';

@ArgsType()
class ReviewQueueArgs {
  @Field(() => Int, { defaultValue: 20 })
  first!: number;
  @Field(() => String, { nullable: true })
  after?: string | null;
  @Field(() => Int, { nullable: true })
  offset?: number | null;
}

/** What waits for a person, and what is safe to do about it. */
@Resolver(() => ReviewItem)
export class ReviewQueueResolver {
  readonly #providers: ProviderRegistry;

  constructor(providers: ProviderRegistry) {
    this.#providers = providers;
  }

  @Auth('SUPPORT', 'FINANCE', 'ADMIN')
  @Query(() => ReviewItemConnection, {
    description:
      'eSIMs in review or failed on paid orders, and orders with holds; those that wait longest come first.',
  })
  async reviewQueue(
    @Ctx() ctx: RequestContext,
    @Args(() => ReviewQueueArgs) args: ReviewQueueArgs,
  ): Promise<Page<QueuedItem>> {
    return findReviewItems(ctx, pageRequest(args, reviewOrder, ['time', 'string']));
  }

  @FieldResolver(() => OrderType)
  async order(@Root() item: QueuedItem, @Ctx() ctx: RequestContext): Promise<Order | null> {
    return loadOrder(ctx, item.orderId);
  }

  @FieldResolver(() => EsimType, {
    nullable: true,
    description: 'Null where the order waits for another reason.',
  })
  async esim(@Root() item: QueuedItem, @Ctx() ctx: RequestContext): Promise<Esim | null> {
    return item.esimId === null ? null : loadEsim(ctx, item.esimId);
  }

  @FieldResolver(() => [ReviewAction], {
    description: 'What leads to no double order and to no second refund; the mutations check it again.',
  })
  async actions(@Root() item: QueuedItem, @Ctx() ctx: RequestContext): Promise<ReviewAction[]> {
    const esim = item.esimId === null ? null : await loadEsim(ctx, item.esimId);
    return esim ? loadActions(ctx, this.#providers, esim) : [];
  }
}

/** What staff read of an eSIM, wherever it stands. */
@Resolver(() => EsimType)
export class EsimDeskResolver {
  readonly #providers: ProviderRegistry;

  constructor(providers: ProviderRegistry) {
    this.#providers = providers;
  }

  @Auth('SUPPORT', 'FINANCE', 'ADMIN')
  @FieldResolver(() => [ProvisioningAttemptType], {
    description: 'The calls to suppliers for it, oldest first.',
  })
  async attempts(@Root() esim: Esim, @Ctx() ctx: RequestContext): Promise<ProvisioningAttempt[]> {
    return loadAttempts(ctx, esim.id);
  }

  @Auth('SUPPORT', 'FINANCE', 'ADMIN')
  @FieldResolver(() => [ReviewAction], {
    description: 'What is safe to do about it where it waits for a decision, as in the review queue.',
  })
  async actions(@Root() esim: Esim, @Ctx() ctx: RequestContext): Promise<ReviewAction[]> {
    return loadActions(ctx, this.#providers, esim);
  }
}

@Resolver(() => ProvisioningAttemptType)
export class ProvisioningAttemptResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'What is known of its end: the program’s words in the reader’s language, others’ as they came.',
  })
  detail(
    @Root() { detail }: ProvisioningAttempt,
    @Ctx() ctx: RequestContext,
    @Arg('locale', () => String, { nullable: true }) locale?: string | null,
  ): string | null {
    return detail === null ? null : attemptDetailIn(detail, localeFor(ctx, locale));
  }
}

async function loadActions(
  ctx: RequestContext,
  providers: ProviderRegistry,
  esim: Esim,
): Promise<ReviewAction[]> {
  const [order, attempts] = await Promise.all([loadOrder(ctx, esim.orderId), loadAttempts(ctx, esim.id)]);
  if (!order) return [];
  return actionsFor(providers, esim, order, attempts, await loadPlanSuppliers(ctx, order.planId));
}
