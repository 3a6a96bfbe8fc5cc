import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';

@Entity({ tableName: 'countries' })
@ObjectType()
export class Country {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  iso2!: string;

  @Property({ type: 'text' })
  nameEn!: string;

  @Property({ type: 'text' })
  nameEs!: string;

  @Property({ type: 'uuid' })
  regionId!: string;

  @Field(() => [String], { description: 'Other names and cities people search for, in both languages.' })
  @Property({ type: 'json' })
  aliases!: string[];

  /** Names, code and aliases, lower case without accents: what a search looks in. */
  @Property({ type: 'text' })
  searchText!: string;
}

/** A country as a list reads it: what few ask for is left to be loaded. */
export type CountryFacts = Pick<Country, 'id' | 'iso2' | 'nameEn' | 'nameEs' | 'regionId'> &
  Partial<Pick<Country, 'aliases'>>;
