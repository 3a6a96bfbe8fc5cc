import { createUnionType, Field, InputType, ObjectType } from 'type-graphql';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { connectionType } from '../platform/graphql/connection.ts';
import { InvalidInput, UserError } from '../platform/graphql/user-error.ts';
import { AlertSeverity, StaffAlert } from './staff-alert.entity.ts';

@InputType()
export class StaffAlertFilter {
  @Field(() => Boolean, { nullable: true, description: 'true: only what is not settled yet.' })
  isOpen?: boolean | null;
  @Field(() => AlertSeverity, { nullable: true })
  severity?: AlertSeverity | null;
  @Field(() => String, { nullable: true })
  kind?: string | null;
}

@Auth('SUPPORT', 'FINANCE', 'ADMIN')
@ObjectType()
export class StaffAlertConnection extends connectionType(StaffAlert) {}

@ObjectType({
  implements: UserError,
  description: 'ALERT_NOT_FOUND, or ALERT_SETTLED: nothing is left to do.',
})
export class AlertNotOpen extends UserError {}

export const AcknowledgeAlertResult = createUnionType({
  name: 'AcknowledgeAlertResult',
  types: () => [StaffAlert, AlertNotOpen] as const,
});

export const SettleAlertResult = createUnionType({
  name: 'SettleAlertResult',
  types: () => [StaffAlert, AlertNotOpen, InvalidInput] as const,
});
