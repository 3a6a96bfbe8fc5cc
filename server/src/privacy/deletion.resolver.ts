import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { type GraphQLContext, signedIn } from '../platform/graphql/graphql-context.ts';
import type { DeletionService } from './deletion.service.ts';
import { AccountDeleted, DeleteAccountResult, RequestAccountDeletionResult } from './deletion.types.ts';

@Resolver()
export class DeletionResolver {
  readonly #deletions: DeletionService;

  constructor(deletions: DeletionService) {
    this.#deletions = deletions;
  }

  @Auth('CUSTOMER')
  @Mutation(() => RequestAccountDeletionResult, { description: 'Mails the code that deletes the account.' })
  async requestAccountDeletion(@Ctx() ctx: GraphQLContext): Promise<object> {
    return this.#deletions.request(ctx, signedIn(ctx));
  }

  @Auth('CUSTOMER')
  @Mutation(() => DeleteAccountResult, {
    description:
      'Erases all that names the person. Orders and books stay, and name nobody. It cannot be undone.',
  })
  async deleteAccount(@Ctx() ctx: GraphQLContext, @Arg('code', () => String) code: string): Promise<object> {
    const result = await this.#deletions.delete(ctx, signedIn(ctx), code);
    if (result instanceof AccountDeleted) ctx.response.clearSessionCookie();
    return result;
  }
}
