import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { connectionType } from '../platform/graphql/connection.ts';
import { InventoryItem, InventoryStatus } from './inventory-item.entity.ts';

@InputType()
export class InventoryFilter {
  @Field(() => InventoryStatus, { nullable: true })
  status?: InventoryStatus | null;
  @Field(() => ID, { nullable: true })
  planId?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Part of an ICCID or reference, or a whole activation code or matching id.',
  })
  search?: string | null;
}

@Auth('CATALOG', 'ADMIN')
@ObjectType()
export class InventoryItemConnection extends connectionType(InventoryItem) {}
