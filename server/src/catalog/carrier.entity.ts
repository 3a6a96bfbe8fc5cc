import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';

/** The operator brand a plan is sold under. Names are unique without regard to case. */
@Entity({ tableName: 'carriers' })
@ObjectType()
export class Carrier {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  name!: string;
}
