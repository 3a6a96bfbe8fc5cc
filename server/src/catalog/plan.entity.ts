import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

export const PlanScope = { COUNTRY: 'COUNTRY', REGION: 'REGION', GLOBAL: 'GLOBAL' } as const;
export type PlanScope = keyof typeof PlanScope;

export const ValidityPolicy = { FROM_FIRST_USE: 'FROM_FIRST_USE', FROM_INSTALL: 'FROM_INSTALL' } as const;
export type ValidityPolicy = keyof typeof ValidityPolicy;

/** A plan as the catalogue stores it. Prices, coverage and suppliers are rows of their own. */
@Entity({ tableName: 'plans' })
export class PlanEntity {
  @PrimaryKey({ type: 'uuid' })
  id!: string;
  @Property({ type: 'text' })
  slug!: string;
  /** In English, as the description. */
  @Property({ type: 'text' })
  name!: string;
  @Property({ type: 'text' })
  nameEs!: string;
  @Property({ type: 'text', nullable: true })
  description!: string | null;
  @Property({ type: 'text', nullable: true })
  descriptionEs!: string | null;
  @Property({ type: 'text' })
  scope!: PlanScope;
  @Property({ type: 'uuid', nullable: true })
  countryId!: string | null;
  @Property({ type: 'uuid', nullable: true })
  regionId!: string | null;
  @Property({ type: 'uuid' })
  carrierId!: string;
  @Property({ type: 'boolean' })
  isUnlimited!: boolean;
  /** Megabytes, 1024 to the gigabyte; null when unlimited. */
  @Property({ type: 'integer', nullable: true })
  dataMb!: number | null;
  @Property({ type: 'integer' })
  validityDays!: number;
  @Property({ type: 'text' })
  validityPolicy!: ValidityPolicy;
  @Property({ type: 'integer' })
  installWithinDays!: number;
  @Property({ type: 'boolean' })
  hotspotAllowed!: boolean;
  @Property({ type: 'boolean' })
  includesPhoneNumber!: boolean;
  @Property({ type: 'integer', nullable: true })
  voiceMinutes!: number | null;
  @Property({ type: 'integer', nullable: true })
  texts!: number | null;
  @Property({ type: 'boolean' })
  topUpAvailable!: boolean;
  @Property({ type: 'boolean' })
  identityCheck!: boolean;
  @Property({ type: 'text', nullable: true })
  fairUseEn!: string | null;
  @Property({ type: 'text', nullable: true })
  fairUseEs!: string | null;
  @Property({ type: 'integer', nullable: true })
  stockThreshold!: number | null;
  @Property({ type: 'boolean' })
  isActive!: boolean;
  @Property({ type: 'text' })
  searchText!: string;
}
