import type { Part } from '../session/rights.ts';

/** A list's address with the filter that it opens with, none included: else it would be the one last used there. */
export const listAddress = (part: Part, filter: Record<string, unknown>): string =>
  `/${part}?filter=${encodeURIComponent(JSON.stringify(filter))}`;
