import { randomBelow } from '../platform/security/secrets.ts';

/** No 0, 1, I, L, O or U: nothing that is misread on paper, and no words. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const groups = 3;
const groupLength = 4;
export const recoveryCodeCount = 10;

/** Ten new codes of 58 random bits: `7KQM-X2RB-9WHT`. */
export function newRecoveryCodes(): string[] {
  const codes = new Set<string>();
  while (codes.size < recoveryCodeCount) codes.add(newCode());
  return [...codes];
}

const newCode = (): string =>
  Array.from({ length: groups }, () =>
    Array.from({ length: groupLength }, () => alphabet.charAt(randomBelow(alphabet.length))).join(''),
  ).join('-');

/** A code as somebody typed it, in the form that is hashed. Null when it cannot be one. */
export function readRecoveryCode(text: string): string | null {
  const letters = text.toUpperCase().replace(/[\s-]/g, '');
  return letters.length === groups * groupLength && [...letters].every((letter) => alphabet.includes(letter))
    ? letters
    : null;
}
