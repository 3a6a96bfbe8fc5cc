import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { MoneyType } from '../platform/graphql/money.type.ts';
import { DateTime } from '../platform/graphql/scalars.ts';
import type { Money } from '../platform/money/money.ts';
import { AccountKind } from './accounts.ts';
import { EntryKind } from './ledger-entry.ts';

registerEnumType(AccountKind, {
  name: 'AccountKind',
  description: 'Assets and expenses grow by debits, liabilities and income by credits.',
});
registerEnumType(EntryKind, { name: 'LedgerEntryKind' });

@Auth('FINANCE', 'ADMIN')
@ObjectType({ description: 'One side of an entry.' })
export class LedgerLine {
  @Field(() => String, { description: 'A name of the chart of accounts in docs/ledger.md.' })
  account!: string;
  @Field(() => AccountKind)
  accountKind!: AccountKind;
  @Field(() => MoneyType, { description: 'Debits are positive, credits negative.' })
  amount!: Money;
}

@Auth('FINANCE', 'ADMIN')
@ObjectType('LedgerEntry', {
  description: 'Something that happened to money; its lines sum to zero in each currency.',
})
export class LedgerEntryType {
  @Field(() => ID)
  id!: string;
  @Field(() => EntryKind)
  kind!: EntryKind;
  @Field(() => String, { description: 'What makes it happen once, from our own or Stripe’s ids.' })
  key!: string;
  @Field(() => DateTime)
  at!: Date;
  @Field(() => String, { description: 'Who booked it: `user:<id>` or `system:<job>`.' })
  actor!: string;
  @Field(() => String, { nullable: true })
  note!: string | null;
}

@Auth('FINANCE', 'ADMIN')
@ObjectType({ description: 'What an account has in one currency: debits less credits.' })
export class LedgerBalance {
  @Field(() => String)
  account!: string;
  @Field(() => AccountKind)
  accountKind!: AccountKind;
  @Field(() => String, { description: 'What stands on the account, in English.' })
  meaning!: string;
  @Field(() => MoneyType)
  balance!: Money;
}
