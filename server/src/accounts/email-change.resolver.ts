import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { type GraphQLContext, signedIn } from '../platform/graphql/graphql-context.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { EmailChangeService } from './email-change.service.ts';
import {
  ConfirmEmailChangeResult,
  ObjectToEmailChangeResult,
  RequestEmailChangeResult,
} from './email-change.types.ts';

@Resolver()
export class EmailChangeResolver {
  readonly #changes: EmailChangeService;

  constructor(changes: EmailChangeService) {
    this.#changes = changes;
  }

  @Auth('CUSTOMER')
  @Mutation(() => RequestEmailChangeResult, { description: 'Mails a code to the new address.' })
  async requestEmailChange(
    @Ctx() ctx: GraphQLContext,
    @Arg('email', () => String) email: string,
  ): Promise<object> {
    return this.#changes.request(ctx, signedIn(ctx), email);
  }

  @Auth('CUSTOMER')
  @Mutation(() => ConfirmEmailChangeResult, {
    description: 'Changes the address, with the code that was mailed to it, and ends every other session.',
  })
  async confirmEmailChange(
    @Ctx() ctx: GraphQLContext,
    @Arg('email', () => String) email: string,
    @Arg('code', () => String) code: string,
  ): Promise<object> {
    return this.#changes.confirm(ctx, signedIn(ctx), { email, code });
  }

  @Mutation(() => ObjectToEmailChangeResult, {
    description:
      'Takes a change of address back, with the link of the mail to the old one. Ends every session.',
  })
  async objectToEmailChange(
    @Ctx() ctx: RequestContext,
    @Arg('token', () => String) token: string,
  ): Promise<object> {
    return this.#changes.object(ctx, token);
  }
}
