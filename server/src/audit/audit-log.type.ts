import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Role } from '../accounts/role.ts';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { connectionType } from '../platform/graphql/connection.ts';
import { DateTime } from '../platform/graphql/scalars.ts';

@Auth('ADMIN')
@ObjectType({ description: 'One thing that was different before. Lists and objects are written as JSON.' })
export class AuditChange {
  @Field(() => String)
  field!: string;
  @Field(() => String, { nullable: true })
  before!: string | null;
  @Field(() => String, { nullable: true })
  after!: string | null;
}

@Auth('ADMIN')
@ObjectType({ description: 'One thing that somebody of staff did. It can be neither changed nor removed.' })
export class AuditEntry {
  @Field(() => ID)
  id!: string;
  @Field(() => DateTime)
  at!: Date;
  @Field(() => ID, { nullable: true, description: 'Null when it was no person: a job, the command line.' })
  actorId!: string | null;
  @Field(() => String, { description: 'Their address as it was then.' })
  actor!: string;
  @Field(() => [Role], { description: 'What they were allowed at that moment.' })
  roles!: Role[];
  @Field(() => String, { description: 'The verb, as the mutation has it: refundOrder.' })
  action!: string;
  @Field(() => String, { description: 'order, esim, plan, user, …' })
  subjectType!: string;
  @Field(() => String)
  subjectId!: string;
  @Field(() => String, { nullable: true, description: "What people call it: an order's number, an address." })
  subjectLabel!: string | null;
  @Field(() => String, { nullable: true })
  reason!: string | null;
  @Field(() => [AuditChange])
  changes!: AuditChange[];
  @Field(() => String, { nullable: true })
  ip!: string | null;
  @Field(() => String)
  requestId!: string;
}

@InputType()
export class AuditFilter {
  @Field(() => String, {
    nullable: true,
    description:
      'Part of an address, verb, subject, reason, client address or request id; % and _ are letters.',
  })
  search?: string | null;
  @Field(() => String, { nullable: true, description: "A person's id or whole address." })
  actor?: string | null;
  @Field(() => String, { nullable: true })
  action?: string | null;
  @Field(() => String, { nullable: true })
  subjectType?: string | null;
  @Field(() => String, { nullable: true })
  subjectId?: string | null;
  @Field(() => DateTime, { nullable: true })
  from?: Date | null;
  @Field(() => DateTime, { nullable: true })
  to?: Date | null;
}

@Auth('ADMIN')
@ObjectType()
export class AuditEntryConnection extends connectionType(AuditEntry) {}
