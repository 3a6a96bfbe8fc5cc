import { createHash } from 'node:crypto';

export type MintedItem = { activationCode: string; iccid: string };

/**
 * 89 is telecommunications (ITU-T E.118); 999 is no country's calling code, so that a minted number can never be
 * some operator's real one.
 */
const issuerPrefix = '89999';
const planDigits = 9;
const indexDigits = 5;
const itemsPerPlan = 10 ** indexDigits;
const smdpHost = 'smdp.stock.tribi.example';
/** No 0, 1, O or I: a code that is typed by hand is read right. */
const tokenAlphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/**
 * Stock for a demonstration: the items `startIndex … startIndex + count - 1` of a plan, always the same ones. The
 * ICCID has 20 digits with a valid Luhn digit and differs between plans as well as within one, so each plan may
 * count from 0. Throws a RangeError outside 0 … 99,999.
 */
export function mintInventory(planSlug: string, count: number, startIndex = 0): MintedItem[] {
  if (!Number.isInteger(count) || !Number.isInteger(startIndex) || count < 0 || startIndex < 0) {
    throw new RangeError('count and startIndex are whole numbers from 0 on');
  }
  if (startIndex + count > itemsPerPlan) throw new RangeError(`a plan has at most ${itemsPerPlan} items`);
  return Array.from({ length: count }, (_, offset) => mintItem(planSlug, startIndex + offset));
}

/** The digit that makes a number pass the Luhn check (ISO/IEC 7812-1, annex B). */
export function luhnDigit(payload: string): number {
  const sum = [...payload].reverse().reduce((total, char, position) => {
    const digit = Number(char);
    if (position % 2 === 1) return total + digit;
    const doubled = digit * 2;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

function mintItem(planSlug: string, index: number): MintedItem {
  const planNumber = digest(planSlug).readUIntBE(0, 6) % 10 ** planDigits;
  const payload =
    issuerPrefix + String(planNumber).padStart(planDigits, '0') + String(index).padStart(indexDigits, '0');
  return {
    activationCode: `LPA:1$${smdpHost}$${matchingId(`${planSlug}#${index}`)}`,
    iccid: payload + luhnDigit(payload),
  };
}

/** 20 characters in four groups, 100 bits of the digest. */
function matchingId(seed: string): string {
  const characters = [...digest(seed).subarray(0, 20)].map((byte) => tokenAlphabet.charAt(byte % 32));
  return characters.join('').replace(/(.{5})(?=.)/g, '$1-');
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
