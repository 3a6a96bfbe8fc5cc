import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { DateTime } from '../platform/graphql/scalars.ts';

export const StockAlertKind = { LOW: 'LOW', OUT: 'OUT', RECOVERED: 'RECOVERED' } as const;
export type StockAlertKind = keyof typeof StockAlertKind;
registerEnumType(StockAlertKind, { name: 'StockAlertKind' });

/** A plan crossed its threshold. Its id comes from the database, so that a plan's alerts sort as they came to be. */
@ObjectType({
  description: 'A stored fact; the subscription announces it, a client that was away reads what it missed.',
})
@Auth('CATALOG', 'SUPPORT', 'ADMIN')
@Entity({ tableName: 'stock_alerts' })
export class StockAlert {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id!: string;
  @Property({ type: 'uuid' })
  planId!: string;
  @Field(() => StockAlertKind)
  @Property({ type: 'text' })
  kind!: StockAlertKind;
  @Field(() => Int)
  @Property({ type: 'integer' })
  available!: number;
  @Field(() => Int)
  @Property({ type: 'integer' })
  threshold!: number;
  @Field(() => DateTime)
  @Property({ type: 'datetime' })
  at!: Date;
}
