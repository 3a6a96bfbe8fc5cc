import { isDeepStrictEqual } from 'node:util';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { DateTime } from '../platform/graphql/scalars.ts';
import type { Locale } from '../platform/request-context.ts';

export const AlertSeverity = { WARNING: 'WARNING', CRITICAL: 'CRITICAL' } as const;
export type AlertSeverity = keyof typeof AlertSeverity;
registerEnumType(AlertSeverity, {
  name: 'AlertSeverity',
  valuesConfig: {
    WARNING: { description: 'Look at it during the day.' },
    CRITICAL: { description: 'Money, delivery or the whole shop is at stake: wake somebody.' },
  },
});

/** What an alert says. */
export interface AlertText {
  subject: string;
  lines: string[];
}

/**
 * Something that a person has to look at. While it is open there is one for its key; the same thing again only
 * raises its count. Written by AlertService alone.
 */
@ObjectType({ description: 'Something a person has to look at; docs/runbook.md says what each kind means.' })
@Auth('SUPPORT', 'FINANCE', 'ADMIN')
@Entity({ tableName: 'staff_alerts' })
export class StaffAlert {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id!: string;
  @Field(() => String)
  @Property({ type: 'text' })
  kind!: string;
  @Field(() => String, { description: 'What it is about: at most one alert of a key is open.' })
  @Property({ type: 'text' })
  key!: string;
  @Field(() => AlertSeverity)
  @Property({ type: 'text' })
  severity!: AlertSeverity;
  /** In English, as the webhook and the audit log tell it. */
  @Property({ type: 'text' })
  subject!: string;
  @Property({ type: 'json' })
  lines!: string[];
  /** The same in each language of the desk. */
  @Property({ type: 'json' })
  translations!: Partial<Record<Locale, AlertText>>;
  @Field(() => String, { nullable: true, description: 'The page of the shop where something can be done.' })
  @Property({ type: 'text', nullable: true })
  path!: string | null;
  @Field(() => Int, { description: 'How often it was raised.' })
  @Property({ type: 'integer' })
  count!: number;
  @Field(() => DateTime)
  @Property({ type: 'datetime' })
  raisedAt!: Date;
  @Field(() => DateTime)
  @Property({ type: 'datetime' })
  lastRaisedAt!: Date;
  @Property({ type: 'datetime' })
  announcedAt!: Date;
  @Field(() => DateTime, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  acknowledgedAt!: Date | null;
  @Field(() => String, { nullable: true, description: 'The address of who looks at it.' })
  @Property({ type: 'text', nullable: true })
  acknowledgedBy!: string | null;
  @Field(() => DateTime, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  settledAt!: Date | null;
  @Field(() => String, { nullable: true, description: 'An address, or system: and the name of a job.' })
  @Property({ type: 'text', nullable: true })
  settledBy!: string | null;
  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  settleReason!: string | null;
  @Property({ type: 'datetime' })
  updatedAt!: Date;
}

/**
 * What an alert says in a reader's language, where it was written in it. A process of before the translations writes the
 * English alone over what stands; then the translations are of another text and do not count.
 */
export function textOf({ subject, lines, translations }: StaffAlert, locale: Locale): AlertText {
  const english = { subject, lines };
  return isDeepStrictEqual(translations.en, english) ? (translations[locale] ?? english) : english;
}
