import { createUnionType, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { connectionType } from '../platform/graphql/connection.ts';
import { DateTime } from '../platform/graphql/scalars.ts';
import { InvalidInput, UserError } from '../platform/graphql/user-error.ts';
import { StaffRole } from './role.ts';

registerEnumType(StaffRole, { name: 'StaffRole', description: 'The roles that can be given to a person.' });

@Auth('ADMIN')
@ObjectType({ description: 'Somebody who works at the shop, or was invited to.' })
export class StaffMember {
  @Field(() => ID, { description: 'Of the person; while isInvited, of the invitation.' })
  id!: string;
  @Field(() => String)
  email!: string;
  @Field(() => String, { nullable: true })
  name!: string | null;
  @Field(() => [StaffRole], { description: 'Empty when all were taken away just now.' })
  roles!: StaffRole[];
  @Field(() => Boolean, { description: 'The address is not proven yet: the roles wait for a first sign-in.' })
  isInvited!: boolean;
  @Field(() => DateTime, { nullable: true })
  invitedAt!: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'From then on the invitation gives nothing.' })
  invitationEndsAt!: Date | null;
  @Field(() => Boolean, { description: 'The second factor is on.' })
  hasSecondFactor!: boolean;
  @Field(() => Boolean, { description: 'One of the roles requires a second factor.' })
  needsSecondFactor!: boolean;
  @Field(() => Int)
  recoveryCodesLeft!: number;
  @Field(() => DateTime, { nullable: true })
  lastSignInAt!: Date | null;
}

@Auth('ADMIN')
@ObjectType()
export class StaffMemberConnection extends connectionType(StaffMember) {}

@ObjectType({ implements: UserError })
export class StaffChangeRefused extends UserError {}

/** Of setStaffRoles, resetSecondFactor and endStaffSessions. */
export const StaffChangeResult = createUnionType({
  name: 'StaffChangeResult',
  types: () => [StaffMember, StaffChangeRefused, InvalidInput] as const,
});
