import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { connectionType } from '../platform/graphql/connection.ts';
import { DateTime } from '../platform/graphql/scalars.ts';
import type { RunOutcome } from '../platform/jobs/job-runs.ts';

export const JobRunOutcome = {
  SUCCESS: 'SUCCESS',
  SKIPPED: 'SKIPPED',
  FAILED: 'FAILED',
  WILL_RETRY: 'WILL_RETRY',
} as const satisfies { [O in RunOutcome]: O };
registerEnumType(JobRunOutcome, {
  name: 'JobRunOutcome',
  valuesConfig: {
    SKIPPED: { description: 'There was nothing to do.' },
    FAILED: { description: 'It is not tried again, and is among the dead letters.' },
    WILL_RETRY: { description: 'This try failed; another one follows.' },
  },
});

@InputType()
export class JobRunFilter {
  @Field(() => String, { nullable: true })
  name?: string | null;
  @Field(() => JobRunOutcome, { nullable: true })
  outcome?: RunOutcome | null;
}

@Auth('SUPPORT', 'ADMIN')
@ObjectType({
  description: 'One run of a job: every run of those that run by themselves, of others each that failed.',
})
export class JobRun {
  @Field(() => ID)
  id!: string;
  @Field(() => String)
  name!: string;
  @Field(() => ID)
  jobId!: string;
  @Field(() => Int)
  attempt!: number;
  @Field(() => DateTime)
  startedAt!: Date;
  @Field(() => DateTime)
  endedAt!: Date;
  @Field(() => JobRunOutcome)
  outcome!: RunOutcome;
  @Field(() => String, { nullable: true })
  detail!: string | null;
  @Field(() => String, { description: 'Also on each of its lines in the log.' })
  requestId!: string;
  @Field(() => String, { description: 'Host and process number.' })
  process!: string;
}

@Auth('SUPPORT', 'ADMIN')
@ObjectType()
export class JobRunConnection extends connectionType(JobRun) {}
