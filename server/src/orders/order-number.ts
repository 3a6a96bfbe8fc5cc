import { randomBelow } from '../platform/security/secrets.ts';

/** Without 0, O, 1, I, L and U: read aloud and typed without doubt, and no words arise. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 6;

/** TRB-7K3MQ9. Random, so that a number tells nothing of others; 729 million of them. */
export function randomOrderNumber(): string {
  let number = 'TRB-';
  for (let index = 0; index < length; index += 1) number += alphabet[randomBelow(alphabet.length)];
  return number;
}
