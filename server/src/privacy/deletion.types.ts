import { createUnionType, Field, ObjectType } from 'type-graphql';
import { CodeSent } from '../accounts/account-code.types.ts';
import { CodeLocked, InvalidCode } from '../accounts/sign-in.types.ts';
import { RateLimited, UserError } from '../platform/graphql/user-error.ts';

@ObjectType({ description: 'Everything that named the person is erased.' })
export class AccountDeleted {
  @Field(() => Boolean)
  isDone!: boolean;
}

@ObjectType({ implements: UserError, description: 'Something has to end first; nothing was changed.' })
export class AccountNotDeletable extends UserError {
  @Field(() => [String], { description: 'The orders that it is about.' })
  orderNumbers!: string[];
}

export const RequestAccountDeletionResult = createUnionType({
  name: 'RequestAccountDeletionResult',
  types: () => [CodeSent, AccountNotDeletable, RateLimited] as const,
});

export const DeleteAccountResult = createUnionType({
  name: 'DeleteAccountResult',
  types: () => [AccountDeleted, AccountNotDeletable, InvalidCode, CodeLocked, RateLimited] as const,
});
