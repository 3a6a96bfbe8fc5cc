import { Args, ArgsType, Ctx, Field, Int, Query, Resolver } from 'type-graphql';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { type Page, pageRequest } from '../platform/graphql/connection.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { auditOrder, findAuditEntries } from './audit-log.query.ts';
import { type AuditEntry, AuditEntryConnection, AuditFilter } from './audit-log.type.ts';

@ArgsType()
class AuditLogArgs {
  @Field(() => AuditFilter, { nullable: true })
  filter?: AuditFilter | null;
  @Field(() => Int, { defaultValue: 20 })
  first!: number;
  @Field(() => String, { nullable: true })
  after?: string | null;
  @Field(() => Int, { nullable: true })
  offset?: number | null;
}

@Resolver()
export class AuditLogResolver {
  @Auth('ADMIN')
  @Query(() => AuditEntryConnection, { description: 'Every staff write and every reveal, newest first.' })
  auditLog(
    @Ctx() ctx: RequestContext,
    @Args(() => AuditLogArgs) args: AuditLogArgs,
  ): Promise<Page<AuditEntry>> {
    return findAuditEntries(ctx, args.filter ?? {}, pageRequest(args, auditOrder, ['string']));
  }
}
