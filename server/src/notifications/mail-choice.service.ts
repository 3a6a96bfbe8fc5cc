import { inTransaction } from '../platform/database/transaction.ts';
import { callerError } from '../platform/graphql/errors.ts';
import type { RequestContext, SignedInUser } from '../platform/request-context.ts';
import type { Vault } from '../platform/security/secrets.ts';
import { keepChoice } from './mail-choice.store.ts';
import type { MailTopic } from './mail-topic.ts';
import { readUnsubscribeToken } from './unsubscribe-link.ts';

/** Which mails a person wants, said in their account or by the link of a mail. */
export class MailChoiceService {
  readonly #vault: Pick<Vault, 'mac' | 'matches'>;

  constructor(vault: Pick<Vault, 'mac' | 'matches'>) {
    this.#vault = vault;
  }

  /**
   * Keeps one's own choices; topics that are not named stay.
   * @throws BAD_USER_INPUT where a topic is named more than once, which also bounds the list
   */
  async update(
    ctx: RequestContext,
    actor: SignedInUser,
    choices: readonly { topic: MailTopic; isWanted: boolean }[],
  ): Promise<void> {
    if (new Set(choices.map(({ topic }) => topic)).size < choices.length)
      throw callerError('BAD_USER_INPUT', 'Name each topic at most once.', 'choices');
    await inTransaction(ctx.em, async (em) => {
      for (const { topic, isWanted } of choices)
        await keepChoice(
          em,
          { userId: actor.userId, topic, isWanted, decidedBy: 'ACCOUNT' },
          ctx.clock.now(),
        );
    });
  }

  /** Ends the mails of a link's topic. Idempotent. @returns the topic, or null when the link is not one of ours */
  async unsubscribe(ctx: RequestContext, token: string): Promise<MailTopic | null> {
    const what = readUnsubscribeToken(this.#vault, token);
    if (!what) return null;
    const choice = { ...what, isWanted: false, decidedBy: 'LINK' as const };
    await inTransaction(ctx.em, (em) => keepChoice(em, choice, ctx.clock.now()));
    return what.topic;
  }
}
