import { Arg, Args, ArgsType, Ctx, Field, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { type Page, pageRequest } from '../platform/graphql/connection.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { deadLetterOrder, findDeadLetters } from './dead-letter.query.ts';
import type { DeadLetterService } from './dead-letter.service.ts';
import {
  type DeadLetter,
  DeadLetterConnection,
  DiscardDeadLetterResult,
  RetryDeadLetterResult,
} from './dead-letter.type.ts';
import { findJobRuns, jobRunOrder } from './job-run.query.ts';
import { type JobRun, JobRunConnection, JobRunFilter } from './job-run.type.ts';

@ArgsType()
class PageArgs {
  @Field(() => Int, { defaultValue: 20 })
  first!: number;
  @Field(() => String, { nullable: true })
  after?: string | null;
  @Field(() => Int, { nullable: true })
  offset?: number | null;
}

@ArgsType()
class JobRunsArgs extends PageArgs {
  @Field(() => JobRunFilter, { nullable: true })
  filter?: JobRunFilter | null;
}

@ArgsType()
class DeadLettersArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'The name of the job that failed.' })
  name?: string | null;
}

@Resolver()
export class OperationsResolver {
  readonly #deadLetters: DeadLetterService;

  constructor(deadLetters: DeadLetterService) {
    this.#deadLetters = deadLetters;
  }

  @Auth('SUPPORT', 'ADMIN')
  @Query(() => JobRunConnection, { description: 'Newest first.' })
  jobRuns(@Ctx() ctx: RequestContext, @Args(() => JobRunsArgs) args: JobRunsArgs): Promise<Page<JobRun>> {
    return findJobRuns(ctx, args.filter ?? {}, pageRequest(args, jobRunOrder, ['string']));
  }

  @Auth('SUPPORT', 'ADMIN')
  @Query(() => DeadLetterConnection, { description: 'Newest first.' })
  deadLetters(
    @Ctx() ctx: RequestContext,
    @Args(() => DeadLettersArgs) args: DeadLettersArgs,
  ): Promise<Page<DeadLetter>> {
    return findDeadLetters(ctx, args.name ?? null, pageRequest(args, deadLetterOrder, ['time', 'string']));
  }

  @Auth('ADMIN')
  @Mutation(() => RetryDeadLetterResult, { description: 'Puts the job back into its queue, once.' })
  retryDeadLetter(@Ctx() ctx: RequestContext, @Arg('id', () => ID) id: string): Promise<object> {
    return this.#deadLetters.retry(ctx, id);
  }

  @Auth('ADMIN')
  @Mutation(() => DiscardDeadLetterResult)
  discardDeadLetter(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String) reason: string,
  ): Promise<object> {
    return this.#deadLetters.discard(ctx, id, reason);
  }
}
