import { type RawBuilder, sql } from 'kysely';

/** What ADMIN can stop without a deploy: buying, mails, and each supplier by its name in plan_suppliers. */
export type SwitchName = 'PURCHASES' | 'MAIL' | `SUPPLIER:${string}`;

export const supplierSwitch = (supplier: string): SwitchName => `SUPPLIER:${supplier}`;

const isSupplierSwitch = (name: string): name is `SUPPLIER:${string}` => name.startsWith('SUPPLIER:');

/**
 * Those that are off and stand for a supplier that is gone: they wait for somebody, and can be turned on still.
 */
export const ofGoneSuppliers = (
  rows: readonly { name: string; isOn: boolean }[],
  known: readonly SwitchName[],
): SwitchName[] => {
  const off = rows.flatMap(({ name, isOn }) => (!isOn && isSupplierSwitch(name) ? [name] : []));
  return off.filter((name) => !known.includes(name)).sort();
};

/**
 * Whether a switch is on, as an expression to fold into a statement that is sent anyway. One look by primary key
 * in a table of a few rows; a switch without a row is on.
 */
export const isSwitchedOn = (name: SwitchName | RawBuilder<string>): RawBuilder<boolean> =>
  sql<boolean>`not exists (select from switches where name = ${name} and not is_on)`;
