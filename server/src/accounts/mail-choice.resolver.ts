import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { MailChoiceService } from '../notifications/mail-choice.service.ts';
import { findChoices } from '../notifications/mail-choice.store.ts';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { type GraphQLContext, signedIn } from '../platform/graphql/graphql-context.ts';
import { userError } from '../platform/graphql/user-error.ts';
import { say } from '../platform/i18n/say.ts';
import type { Account, RequestContext } from '../platform/request-context.ts';
import { accountMessages as messages } from './account.messages.ts';
import { LinkInvalid } from './email-change.types.ts';
import { MailChoice, MailChoiceInput, Unsubscribed, UnsubscribeResult } from './mail-choice.types.ts';
import { UserType } from './sign-in.types.ts';

@Resolver(() => UserType)
export class MailChoiceResolver {
  readonly #choices: MailChoiceService;

  constructor(choices: MailChoiceService) {
    this.#choices = choices;
  }

  @FieldResolver(() => [MailChoice], {
    description: 'One’s own, each topic once; none for anybody but oneself.',
  })
  async mailChoices(@Root() user: { id: string }, @Ctx() ctx: RequestContext): Promise<MailChoice[]> {
    const isOwn = ctx.actor.kind === 'user' && ctx.actor.userId === user.id;
    return isOwn ? await findChoices(ctx.em, user.id) : [];
  }

  @Auth('CUSTOMER')
  @Mutation(() => UserType, { description: 'Which mails one wants; topics that are not named stay.' })
  async updateMailChoices(
    @Ctx() ctx: GraphQLContext,
    @Arg('choices', () => [MailChoiceInput]) choices: MailChoiceInput[],
  ): Promise<Account> {
    const actor = signedIn(ctx);
    await this.#choices.update(ctx, actor, choices);
    return actor.account;
  }

  @Mutation(() => UnsubscribeResult, {
    description: 'Ends mails of one topic with the link of one, without signing in. Idempotent.',
  })
  async unsubscribe(
    @Ctx() ctx: RequestContext,
    @Arg('token', () => String) token: string,
  ): Promise<Unsubscribed | LinkInvalid> {
    const topic = await this.#choices.unsubscribe(ctx, token);
    if (topic) return Object.assign(new Unsubscribed(), { topic });
    return userError(LinkInvalid, { code: 'LINK_INVALID', message: say(messages.LINK_INVALID, ctx.locale) });
  }
}
