import type { Role } from '../generated/graphql.ts';

/** Roles that are given to people who work here. */
export type StaffRole = Exclude<Role, 'CUSTOMER' | 'PARTNER'>;
const staffRoles: readonly StaffRole[] = ['SUPPORT', 'CATALOG', 'FINANCE', 'ADMIN'];

/**
 * Who sees which part of the desk. It decides what is shown; what may be read is the server's to say, in the
 * schema's @auth.
 */
export const rights = {
  orders: ['SUPPORT', 'FINANCE', 'ADMIN'],
  review: ['SUPPORT', 'FINANCE', 'ADMIN'],
  payments: ['SUPPORT', 'FINANCE', 'ADMIN'],
  'stock-levels': ['CATALOG', 'SUPPORT', 'ADMIN'],
  'stripe-events': ['SUPPORT', 'FINANCE', 'ADMIN'],
  ledger: ['FINANCE', 'ADMIN'],
  alerts: ['SUPPORT', 'FINANCE', 'ADMIN'],
  'job-runs': ['SUPPORT', 'ADMIN'],
  'dead-letters': ['SUPPORT', 'ADMIN'],
  switches: ['SUPPORT', 'FINANCE', 'ADMIN'],
  staff: ['ADMIN'],
  'audit-log': ['ADMIN'],
} as const satisfies Record<string, readonly StaffRole[]>;
export type Part = keyof typeof rights;

/** Who is offered which action. Again the server decides; a button that would be refused is not shown. */
const actionRights = {
  refund: ['FINANCE', 'ADMIN'],
  decideRefund: ['FINANCE', 'ADMIN'],
  cancel: ['SUPPORT', 'ADMIN'],
  releaseHold: ['FINANCE', 'ADMIN'],
  replay: ['SUPPORT', 'FINANCE', 'ADMIN'],
  retry: ['SUPPORT', 'ADMIN'],
  attach: ['SUPPORT', 'ADMIN'],
  resend: ['SUPPORT', 'ADMIN'],
  reveal: ['SUPPORT', 'ADMIN'],
  retryJob: ['ADMIN'],
  setSwitch: ['ADMIN'],
  readLedger: ['FINANCE', 'ADMIN'],
  readSales: ['FINANCE', 'ADMIN'],
} as const satisfies Record<string, readonly StaffRole[]>;
export type Action = keyof typeof actionRights;

/** Parts that are looked at; a change is an action of its own, so react-admin shows no button for another one. */
const looking: readonly string[] = ['list', 'show', 'export'];

/** Those of a person's roles that they have at work. */
export const staffRolesOf = (roles: readonly Role[]): StaffRole[] =>
  staffRoles.filter((role) => roles.includes(role));

export const isStaff = (roles: readonly Role[]): boolean => staffRolesOf(roles).length > 0;

export function mayDo(roles: readonly Role[], resource: string, action: string): boolean {
  const allowed: readonly Role[] = Object.entries(rights).find(([name]) => name === resource)?.[1] ?? [];
  return looking.includes(action) && roles.some((role) => allowed.includes(role));
}

export function mayAct(roles: readonly Role[], action: Action): boolean {
  const allowed: readonly Role[] = actionRights[action];
  return roles.some((role) => allowed.includes(role));
}
