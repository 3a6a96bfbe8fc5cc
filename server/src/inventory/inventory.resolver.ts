import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
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
import { ImportReport } from './import-report.type.ts';
import { findItems, inventoryOrder, type ListedItem } from './inventory.query.ts';
import type { InventoryService } from './inventory.service.ts';
import { InventoryFilter, InventoryItemConnection } from './inventory.type.ts';
import { InventoryItem } from './inventory-item.entity.ts';

@ArgsType()
class InventoryItemsArgs {
  @Field(() => InventoryFilter, { nullable: true })
  filter?: InventoryFilter | null;
  @Field(() => Int, { defaultValue: 20 })
  first!: number;
  @Field(() => String, { nullable: true })
  after?: string | null;
  @Field(() => Int, { nullable: true })
  offset?: number | null;
}

@Resolver(() => InventoryItem)
export class InventoryResolver {
  readonly #inventory: InventoryService;

  constructor(inventory: InventoryService) {
    this.#inventory = inventory;
  }

  @Auth('CATALOG', 'ADMIN')
  @Query(() => InventoryItemConnection)
  inventoryItems(
    @Ctx() ctx: RequestContext,
    @Args(() => InventoryItemsArgs) args: InventoryItemsArgs,
  ): Promise<Page<ListedItem>> {
    return findItems(ctx, args.filter ?? {}, pageRequest(args, inventoryOrder, ['string']));
  }

  @Auth('CATALOG', 'ADMIN')
  @Mutation(() => ImportReport, {
    description:
      'Header: activation_code,plan_id,iccid,instructions,provider_reference,cost,expires_on. All rows or none; dryRun only reports. plan_id is an id or a slug; activation_code is a full LPA string.',
  })
  importInventory(
    @Ctx() ctx: RequestContext,
    @Arg('csv', () => String) csv: string,
    @Arg('dryRun', () => Boolean, { defaultValue: false }) dryRun: boolean,
  ): Promise<ImportReport> {
    return this.#inventory.importCsv(ctx, csv, { dryRun });
  }

  @FieldResolver(() => Plan)
  plan(@Root() item: ListedItem, @Ctx() ctx: RequestContext): Promise<Plan> {
    return loadPlan(ctx, item.planId);
  }
}
