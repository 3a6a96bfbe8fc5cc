import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { loadPlan } from '../catalog/plan.loader.ts';
import { Plan } from '../catalog/plan.type.ts';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { type Page, pageRequest } from '../platform/graphql/connection.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { type StockLevelService, stockLevelOrder } from './stock-level.service.ts';
import { StockLevel, StockLevelConnection } from './stock-level.type.ts';

@ArgsType()
class StockLevelsArgs {
  @Field(() => Boolean, { defaultValue: false })
  lowOnly!: boolean;
  @Field(() => Int, { defaultValue: 20 })
  first!: number;
  @Field(() => String, { nullable: true })
  after?: string | null;
  @Field(() => Int, { nullable: true })
  offset?: number | null;
}

@Resolver(() => StockLevel)
export class StockLevelResolver {
  readonly #levels: StockLevelService;

  constructor(levels: StockLevelService) {
    this.#levels = levels;
  }

  @Auth('CATALOG', 'SUPPORT', 'ADMIN')
  @Query(() => StockLevelConnection)
  stockLevels(
    @Ctx() ctx: RequestContext,
    @Args(() => StockLevelsArgs) args: StockLevelsArgs,
  ): Promise<Page<StockLevel>> {
    return this.#levels.list(ctx, args.lowOnly, pageRequest(args, stockLevelOrder, ['number', 'string']));
  }

  @Auth('CATALOG', 'ADMIN')
  @Mutation(() => StockLevel)
  setStockThreshold(
    @Ctx() ctx: RequestContext,
    @Arg('planId', () => ID) planId: string,
    @Arg('threshold', () => Int) threshold: number,
  ): Promise<StockLevel> {
    return this.#levels.setThreshold(ctx, planId, threshold);
  }

  @FieldResolver(() => Plan)
  plan(@Root() level: StockLevel, @Ctx() ctx: RequestContext): Promise<Plan> {
    return loadPlan(ctx, level.id);
  }
}
