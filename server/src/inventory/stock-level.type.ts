import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { connectionType } from '../platform/graphql/connection.ts';

@Auth('CATALOG', 'SUPPORT', 'ADMIN')
@ObjectType({
  description:
    'Only plans that are sold from stock: with a threshold, or ever stocked. None left counts as zero.',
})
export class StockLevel {
  /** The plan's. */
  @Field(() => ID)
  id!: string;
  /** What checkout would find: without items that expire within two days. */
  @Field(() => Int)
  available!: number;
  @Field(() => Int)
  reserved!: number;
  /** Handed out from stock; profiles that suppliers made for one order are not counted. */
  @Field(() => Int)
  assigned!: number;
  /** 0 when the plan has none. */
  @Field(() => Int)
  threshold!: number;
  @Field(() => Float, {
    nullable: true,
    description: "At the last 30 days' daily average; null when nothing was sold in them.",
  })
  daysLeft!: number | null;
}

@Auth('CATALOG', 'SUPPORT', 'ADMIN')
@ObjectType()
export class StockLevelConnection extends connectionType(StockLevel) {}
