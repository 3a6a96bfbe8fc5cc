import { randomBytes } from 'node:crypto';

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Unguessable text of `length` characters from `alphabet` (at most 256 of them), without modulo bias. */
export function randomToken(length: number, alphabet: string = base62): string {
  const limit = 256 - (256 % alphabet.length);
  let token = '';
  while (token.length < length) {
    for (const byte of randomBytes(length * 2)) {
      if (byte < limit && token.length < length) token += alphabet.charAt(byte % alphabet.length);
    }
  }
  return token;
}
