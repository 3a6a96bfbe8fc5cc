import { Field, ID, ObjectType } from 'type-graphql';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { connectionType } from '../platform/graphql/connection.ts';
import { DateTime } from '../platform/graphql/scalars.ts';
import { SessionTransport } from './session.entity.ts';

@Auth('CUSTOMER')
@ObjectType('Session', { description: 'A sign-in that still stands.' })
export class SessionType {
  @Field(() => ID)
  id!: string;
  @Field(() => Boolean, { description: 'The one that asks.' })
  isCurrent!: boolean;
  @Field(() => String, { nullable: true, description: 'The client’s address when it signed in.' })
  address!: string | null;
  userAgent!: string | null;
  @Field(() => SessionTransport)
  transport!: SessionTransport;
  @Field(() => Boolean, { description: 'Whether it has shown a code of the second factor.' })
  hasSecondFactor!: boolean;
  @Field(() => DateTime)
  startedAt!: Date;
  @Field(() => DateTime, { description: 'To within an hour; for staff five minutes.' })
  lastSeenAt!: Date;
  @Field(() => DateTime)
  expiresAt!: Date;
}

@Auth('CUSTOMER')
@ObjectType()
export class SessionConnection extends connectionType(SessionType) {}
