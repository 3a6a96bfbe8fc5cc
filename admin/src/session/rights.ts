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
  'stock-levels': ['CATALOG', 'SUPPORT', 'ADMIN'],
} as const satisfies Record<string, readonly StaffRole[]>;

/** Parts that are looked at and not changed; react-admin shows no button for another action. */
const actions: readonly string[] = ['list', 'show', 'export'];

/** Those of a person's roles that they have at work. */
export const staffRolesOf = (roles: readonly Role[]): StaffRole[] =>
  staffRoles.filter((role) => roles.includes(role));

export const isStaff = (roles: readonly Role[]): boolean => staffRolesOf(roles).length > 0;

export function mayDo(roles: readonly Role[], resource: string, action: string): boolean {
  const allowed: readonly Role[] = Object.entries(rights).find(([name]) => name === resource)?.[1] ?? [];
  return actions.includes(action) && roles.some((role) => allowed.includes(role));
}
