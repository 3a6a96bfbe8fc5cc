import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';

/** A continent, or a place that plans are sold for, or both. */
@Entity({ tableName: 'regions' })
@ObjectType({
  description: 'region is geographic; a country may also belong to several regions that plans are sold for.',
})
export class Region {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  code!: string;

  @Property({ type: 'text' })
  nameEn!: string;

  @Property({ type: 'text' })
  nameEs!: string;

  @Property({ type: 'boolean' })
  isGeographic!: boolean;

  @Field(() => Boolean, { description: 'Whether plans are sold for this region as a whole.' })
  @Property({ type: 'boolean' })
  isSold!: boolean;
}
