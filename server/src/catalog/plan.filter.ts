import { Field, InputType, Int, registerEnumType } from 'type-graphql';
import { SafeInt } from '../platform/graphql/scalars.ts';
import { PlanScope } from './plan.entity.ts';
import { NetworkGeneration } from './plan.type.ts';

export const Coverage = { LOCAL: 'LOCAL', ANY: 'ANY' } as const;
export type Coverage = keyof typeof Coverage;
registerEnumType(Coverage, {
  name: 'Coverage',
  valuesConfig: {
    LOCAL: { description: 'only plans made for this one country' },
    ANY: { description: 'every plan that works there' },
  },
});

export const PlanSort = {
  RECOMMENDED: 'RECOMMENDED',
  PRICE_ASC: 'PRICE_ASC',
  PRICE_DESC: 'PRICE_DESC',
  DATA_DESC: 'DATA_DESC',
  DAYS_DESC: 'DAYS_DESC',
  NAME_ASC: 'NAME_ASC',
} as const;
export type PlanSort = keyof typeof PlanSort;
registerEnumType(PlanSort, {
  name: 'PlanSort',
  valuesConfig: { RECOMMENDED: { description: 'local plans first, then by price' } },
});

@InputType({
  description:
    'Prices in filter, sort and `price` are in `currency`; an unknown currency is an error of this argument.',
})
export class PlanFilter {
  @Field(() => String, { nullable: true })
  country?: string | null;
  @Field(() => Coverage, { defaultValue: Coverage.ANY })
  coverage!: Coverage;
  @Field(() => String, { nullable: true })
  region?: string | null;
  @Field(() => PlanScope, { nullable: true })
  scope?: PlanScope | null;
  @Field(() => Int, { nullable: true })
  minDataMb?: number | null;
  @Field(() => Int, { nullable: true })
  maxDataMb?: number | null;
  @Field(() => Boolean, { nullable: true })
  unlimited?: boolean | null;
  @Field(() => SafeInt, { nullable: true })
  maxPrice?: number | null;
  @Field(() => String, { defaultValue: 'USD' })
  currency!: string;
  @Field(() => Int, { nullable: true })
  minDays?: number | null;
  @Field(() => Int, { nullable: true })
  maxDays?: number | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether other devices may use its data.' })
  hotspot?: boolean | null;
  @Field(() => NetworkGeneration, {
    nullable: true,
    description:
      'Only plans with a network of this generation: in `country` where one is given, else anywhere.',
  })
  generation?: NetworkGeneration | null;
  @Field(() => String, { nullable: true })
  search?: string | null;
}
