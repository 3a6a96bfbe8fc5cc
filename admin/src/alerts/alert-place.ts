import { type Part, rights } from '../session/rights.ts';
import { listAddress } from '../ui/list-address.ts';

/** Where an alert leads: the part of the desk, and the page in it. */
export interface AlertPlace {
  part: Part;
  to: string;
}

const isPart = (name: string | undefined): name is Part => name !== undefined && Object.hasOwn(rights, name);

/** The page of the desk that a path of the server's names; null where it names none. */
export function placeOf(path: string | null): AlertPlace | null {
  const [, part, rest] = /^\/admin\/([a-z-]+)(\/[^?]+|\?.+)?$/.exec(path ?? '') ?? [];
  if (!isPart(part)) return null;
  // A list without a filter of its own would open with the one that was last used there.
  return { part, to: rest ? `/${part}${rest}` : listAddress(part, {}) };
}
