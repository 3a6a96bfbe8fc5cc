import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { MoneyType } from '../platform/graphql/money.type.ts';
import { DateTime, SafeInt } from '../platform/graphql/scalars.ts';
import type { Money } from '../platform/money/money.ts';

@Auth('FINANCE', 'ADMIN')
@ObjectType({ description: 'Something that is wrong in the books.' })
export class LedgerFinding {
  @Field(() => String, { description: 'One of the codes in docs/ledger.md.' })
  code!: string;
  @Field(() => String, { description: 'Which thing, by the name that it is looked up by.' })
  subject!: string;
  @Field(() => String, { nullable: true })
  orderNumber!: string | null;
  @Field(() => MoneyType, { nullable: true })
  expected!: Money | null;
  @Field(() => MoneyType, { nullable: true })
  actual!: Money | null;
  @Field(() => String, { description: 'What is wrong, in the reader’s language.' })
  message!: string;
  @Field(() => String, { description: 'What to do about it, in the reader’s language.' })
  todo!: string;
}

@Auth('FINANCE', 'ADMIN')
@ObjectType('LedgerCheck', { description: 'A look at the books and what it found.' })
export class LedgerCheckType {
  @Field(() => ID)
  id!: string;
  @Field(() => DateTime)
  startedAt!: Date;
  @Field(() => DateTime)
  finishedAt!: Date;
  @Field(() => DateTime, {
    nullable: true,
    description: 'What changed before was left out; null looked at everything.',
  })
  since!: Date | null;
  @Field(() => Boolean, { description: 'Stripe’s balance transactions were compared too.' })
  isStripeAsked!: boolean;
  @Field(() => SafeInt, { description: 'Entries in the books.' })
  entries!: number;
  @Field(() => Int)
  findingCount!: number;
}
