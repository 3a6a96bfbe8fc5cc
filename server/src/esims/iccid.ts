/** The number of a SIM profile (ITU-T E.118). A string always: it has more digits than a number holds. */
export interface Iccid {
  iccid: string;
  /** `LUHN` when the last digit is not the check digit. Suppliers do hand out such numbers, so it is no refusal. */
  warning: 'LUHN' | null;
}

export type ParsedIccid = { ok: true; value: Iccid } | { ok: false };

const pattern = /^89\d{16,18}$/;

/** Reads 18 to 20 digits that begin with 89; spaces, hyphens and the `F` that pads the wire form are dropped. */
export function parseIccid(text: string): ParsedIccid {
  const iccid = text.replace(/[\s-]/g, '').replace(/f+$/i, '');
  if (!pattern.test(iccid)) return { ok: false };
  return { ok: true, value: { iccid, warning: luhnWarning(iccid) } };
}

/** Checks the last digit by ISO/IEC 7812-1, annex B. An ICCID of 18 digits is written without a check digit. */
export function luhnWarning(iccid: string): 'LUHN' | null {
  if (iccid.length === 18) return null;
  const sum = [...iccid].reverse().reduce((total, char, position) => {
    const digit = Number(char);
    if (position % 2 === 0) return total + digit;
    const doubled = digit * 2;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0 ? null : 'LUHN';
}
