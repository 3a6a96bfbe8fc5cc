import { answerOf } from '../api/answer.ts';
import { useSwitchListQuery } from '../generated/graphql.ts';

const prefix = 'SUPPLIER:';

/** The suppliers that this shop can order from: each has a switch. */
export function useSuppliers(): string[] {
  const switches = answerOf(useSwitchListQuery({ fetchPolicy: 'no-cache' }))?.switches ?? [];
  return switches.flatMap(({ name }) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
}
