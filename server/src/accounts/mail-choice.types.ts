import { createUnionType, Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { MailTopic } from '../notifications/mail-topic.ts';
import { LinkInvalid } from './email-change.types.ts';

registerEnumType(MailTopic, {
  name: 'MailTopic',
  description: 'Mails that can be switched off. All others always go out.',
  valuesConfig: {
    EXPIRY_REMINDERS: { description: 'before an eSIM runs out' },
    TRIP_TIPS: { description: 'how to be online when one lands, before the trip' },
  },
});

@ObjectType()
export class MailChoice {
  @Field(() => MailTopic)
  topic!: MailTopic;
  @Field(() => Boolean)
  isWanted!: boolean;
}

@InputType()
export class MailChoiceInput {
  @Field(() => MailTopic)
  topic!: MailTopic;
  @Field(() => Boolean)
  isWanted!: boolean;
}

@ObjectType({ description: 'Mails of this topic come no more.' })
export class Unsubscribed {
  @Field(() => MailTopic)
  topic!: MailTopic;
}

export const UnsubscribeResult = createUnionType({
  name: 'UnsubscribeResult',
  types: () => [Unsubscribed, LinkInvalid] as const,
});
