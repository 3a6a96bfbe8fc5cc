/** Who may do what is said in these words, in the schema's @auth and nowhere else. */
export const Role = {
  CUSTOMER: 'CUSTOMER',
  PARTNER: 'PARTNER',
  SUPPORT: 'SUPPORT',
  CATALOG: 'CATALOG',
  FINANCE: 'FINANCE',
  ADMIN: 'ADMIN',
} as const;
export type Role = keyof typeof Role;
export const isRole = (word: string): word is Role => Object.hasOwn(Role, word);

/** Roles that are stored on a person; CUSTOMER is any signed-in person, PARTNER an API key. */
export const StaffRole = {
  SUPPORT: 'SUPPORT',
  CATALOG: 'CATALOG',
  FINANCE: 'FINANCE',
  ADMIN: 'ADMIN',
} as const satisfies Partial<typeof Role>;
export type StaffRole = keyof typeof StaffRole;
export const staffRoles: readonly StaffRole[] = Object.values(StaffRole);
export const isStaffRole = (role: string): role is StaffRole => staffRoles.some((known) => known === role);

/** What an actor's roles allow: ADMIN stands for every staff role, and for no other. */
export function rolesAllow(held: readonly Role[], required: readonly Role[]): boolean {
  if (required.some((role) => held.includes(role))) return true;
  return held.includes('ADMIN') && required.some((role) => isStaffRole(role));
}
