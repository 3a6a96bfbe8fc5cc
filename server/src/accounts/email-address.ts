import { z } from 'zod';

const schema = z.email().max(254);

/** The address as it is stored and compared: trimmed, lower case. Null when it is not one. */
export function normaliseEmail(text: string): string | null {
  const email = text.trim().toLowerCase();
  return schema.safeParse(email).success ? email : null;
}
