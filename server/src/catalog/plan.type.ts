import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '../platform/graphql/connection.ts';
import { MoneyType } from '../platform/graphql/money.type.ts';
import type { Money } from '../platform/money/money.ts';
import type { Locale } from '../platform/request-context.ts';
import { Country, type CountryFacts } from './country.entity.ts';
import { PlanScope, ValidityPolicy } from './plan.entity.ts';
import type { Region } from './region.entity.ts';

registerEnumType(PlanScope, { name: 'PlanScope' });
registerEnumType(ValidityPolicy, {
  name: 'ValidityPolicy',
  description: 'When the days of a plan begin to count.',
});

export const Availability = { IN_STOCK: 'IN_STOCK', ON_DEMAND: 'ON_DEMAND', SOLD_OUT: 'SOLD_OUT' } as const;
export type Availability = keyof typeof Availability;
registerEnumType(Availability, { name: 'Availability' });

export const NetworkGeneration = { G3: 'G3', G4: 'G4', G5: 'G5' } as const;
export type NetworkGeneration = keyof typeof NetworkGeneration;
registerEnumType(NetworkGeneration, { name: 'NetworkGeneration' });

@ObjectType({ description: 'A network that a plan uses in a country, with what it offers there.' })
export class Network {
  @Field(() => String)
  name!: string;
  @Field(() => [NetworkGeneration])
  generations!: NetworkGeneration[];
}

@ObjectType()
export class CountryCoverage {
  @Field(() => Country)
  country!: Country;
  @Field(() => [Network])
  networks!: Network[];
}

/** A plan as a reader sees it: one row of plans with its carrier, its price in the list's currency and its availability. */
@ObjectType()
export class Plan {
  @Field(() => ID)
  id!: string;
  @Field(() => String)
  slug!: string;
  @Field(() => PlanScope)
  scope!: PlanScope;
  @Field(() => Boolean)
  isUnlimited!: boolean;
  @Field(() => Int, { nullable: true, description: 'Megabytes, 1024 to the gigabyte; null when unlimited.' })
  dataMb!: number | null;
  @Field(() => Int)
  validityDays!: number;
  @Field(() => ValidityPolicy)
  validityPolicy!: ValidityPolicy;
  @Field(() => Int, { description: 'Days after purchase in which the eSIM must be installed.' })
  installWithinDays!: number;
  @Field(() => Boolean)
  hotspotAllowed!: boolean;
  @Field(() => Boolean)
  includesPhoneNumber!: boolean;
  @Field(() => Int, { nullable: true, description: 'Null when the plan has no voice.' })
  voiceMinutes!: number | null;
  @Field(() => Int, { nullable: true, description: 'Null when the plan has no texts.' })
  texts!: number | null;
  @Field(() => Boolean)
  topUpAvailable!: boolean;
  @Field(() => Boolean)
  identityCheck!: boolean;
  @Field(() => Boolean)
  isActive!: boolean;
  @Field(() => Availability)
  availability!: Availability;

  /** In English, as the description. */
  name!: string;
  nameEs!: string;
  description!: string | null;
  descriptionEs!: string | null;
  countryId!: string | null;
  countryIso2!: string | null;
  countryNameEn!: string | null;
  countryNameEs!: string | null;
  countryRegionId!: string | null;
  regionId!: string | null;
  regionCode!: string | null;
  regionNameEn!: string | null;
  regionNameEs!: string | null;
  regionIsGeographic!: boolean | null;
  regionIsSold!: boolean | null;
  carrierId!: string;
  carrierName!: string;
  fairUseEn!: string | null;
  fairUseEs!: string | null;
  listCurrency!: string;
  amount!: number;
}

/** What a plan is called in a language. */
export const nameOf = (plan: Plan, locale: Locale): string => (locale === 'es' ? plan.nameEs : plan.name);

/** The one country a plan is made for. */
export const countryOf = (plan: Plan): CountryFacts | null =>
  plan.countryId && plan.countryIso2 && plan.countryNameEn && plan.countryNameEs && plan.countryRegionId
    ? {
        id: plan.countryId,
        iso2: plan.countryIso2,
        nameEn: plan.countryNameEn,
        nameEs: plan.countryNameEs,
        regionId: plan.countryRegionId,
      }
    : null;

/** The region a plan is sold for. */
export const regionOf = (plan: Plan): Region | null =>
  plan.regionId && plan.regionCode && plan.regionNameEn && plan.regionNameEs
    ? {
        id: plan.regionId,
        code: plan.regionCode,
        nameEn: plan.regionNameEn,
        nameEs: plan.regionNameEs,
        isGeographic: plan.regionIsGeographic ?? false,
        isSold: plan.regionIsSold ?? false,
      }
    : null;

@ObjectType({ description: 'What there is to choose from among the plans of a filter.' })
export class PlanBounds {
  @Field(() => Int)
  count!: number;
  @Field(() => [Int], { description: 'Amounts of data that there are, least first; unlimited plans aside.' })
  dataMb!: number[];
  @Field(() => [Int], { description: 'Lengths that there are, shortest first.' })
  days!: number[];
  @Field(() => Int)
  unlimitedCount!: number;
  @Field(() => Int, { description: 'Plans whose data other devices may use.' })
  hotspotCount!: number;
  @Field(() => Int, { description: 'Plans with a 5G network.' })
  fastCount!: number;
  @Field(() => MoneyType, {
    nullable: true,
    description: "In the filter's currency; null when there is no plan.",
  })
  minPrice!: Money | null;
  @Field(() => MoneyType, { nullable: true })
  maxPrice!: Money | null;
}

@ObjectType()
export class PlanEdge {
  @Field(() => String)
  cursor!: string;
  @Field(() => Plan)
  node!: Plan;
}

@ObjectType()
export class PlanConnection extends connectionType(Plan) {
  @Field(() => [PlanEdge])
  edges!: PlanEdge[];
}
