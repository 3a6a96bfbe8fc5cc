import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { MoneyType } from '../platform/graphql/money.type.ts';
import { DateTime } from '../platform/graphql/scalars.ts';
import type { Money } from '../platform/money/money.ts';
import { WaitingKind } from './waiting.ts';

registerEnumType(WaitingKind, { name: 'WaitingKind' });

@Auth('SUPPORT', 'CATALOG', 'FINANCE', 'ADMIN')
@ObjectType({ description: 'One kind of thing that needs a person now.' })
export class WaitingItem {
  @Field(() => WaitingKind)
  kind!: WaitingKind;
  @Field(() => String, { nullable: true, description: 'Which of its kind: a hold, a supplier, a switch.' })
  key!: string | null;
  @Field(() => Int)
  count!: number;
  @Field(() => DateTime, { nullable: true, description: 'Since when the oldest waits.' })
  oldestAt!: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'By when the most urgent must be answered.' })
  dueAt!: Date | null;
}

@Auth('FINANCE', 'ADMIN')
@ObjectType({ description: 'What came in and went back in one currency.' })
export class DaySales {
  @Field(() => Int)
  paidOrders!: number;
  @Field(() => MoneyType)
  revenue!: Money;
  @Field(() => MoneyType)
  refunded!: Money;
}

@Auth('SUPPORT', 'CATALOG', 'FINANCE', 'ADMIN')
@ObjectType({ description: 'The first page of the back-office.' })
export class Desk {
  @Field(() => [WaitingItem], {
    description: 'What needs a person now, of what is the reader’s work; kinds with nothing are left out.',
  })
  waiting!: WaitingItem[];
}
