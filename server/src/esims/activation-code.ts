/** What an activation code is made of (GSMA SGP.22 §4.1). */
export interface ActivationCode {
  /** The whole string as a QR code carries it, its prefix written `LPA:`. */
  activationCode: string;
  /** Host name of the server the phone downloads the profile from. */
  smdpAddress: string;
  matchingId: string;
  /** The phone will ask for a confirmation code, which never stands in the activation code. */
  confirmationRequired: boolean;
}

export const ActivationCodeProblem = {
  EMPTY: 'EMPTY',
  TOO_LONG: 'TOO_LONG',
  PREFIX: 'PREFIX',
  FORMAT: 'FORMAT',
  HOST: 'HOST',
  MATCHING_ID_EMPTY: 'MATCHING_ID_EMPTY',
  MATCHING_ID: 'MATCHING_ID',
  OID: 'OID',
  CONFIRMATION_FLAG: 'CONFIRMATION_FLAG',
} as const;
export type ActivationCodeProblem = keyof typeof ActivationCodeProblem;

export type ParsedActivationCode =
  | { ok: true; value: ActivationCode }
  | { ok: false; reason: ActivationCodeProblem };

const maxLength = 255;
const maxHostLength = 253;
const hostLabel = /^[0-9a-z](?:[0-9a-z-]{0,61}[0-9a-z])?$/i;
const matchingIdPattern = /^[0-9A-Za-z-]+$/;
const oidPattern = /^\d+(?:\.\d+)+$/;
const laterFieldPattern = /^[0-9A-Za-z.-]*$/;

/**
 * Reads `LPA:1$<SM-DP+ address>$<matching id>[$<OID>[$<confirmation flag>]]`; fields that later versions
 * of SGP.22 add behind are kept. The standard allows an empty matching id for downloads bound to one
 * phone's EID; a shop cannot sell that, so here it is a problem. The host's letters stay as they are: the
 * phone compares the address with the server's own.
 */
export function parseActivationCode(text: string): ParsedActivationCode {
  const trimmed = text.trim();
  if (trimmed === '') return refused('EMPTY');
  if (trimmed.length > maxLength) return refused('TOO_LONG');
  if (!/^lpa:/i.test(trimmed)) return refused('PREFIX');
  const body = trimmed.slice('LPA:'.length);
  const [format, smdpAddress, matchingId, oid = '', confirmation = '', ...later] = body.split('$');
  if (format !== '1' || smdpAddress === undefined || matchingId === undefined) return refused('FORMAT');
  if (!isHostName(smdpAddress)) return refused('HOST');
  if (matchingId === '') return refused('MATCHING_ID_EMPTY');
  if (!matchingIdPattern.test(matchingId)) return refused('MATCHING_ID');
  // Some tools put the confirmation flag here, one field early: `…$token$1` is no OID.
  if (oid !== '' && !oidPattern.test(oid)) return refused('OID');
  if (confirmation !== '' && confirmation !== '1') return refused('CONFIRMATION_FLAG');
  if (!later.every((field) => laterFieldPattern.test(field))) return refused('FORMAT');
  return {
    ok: true,
    value: {
      activationCode: `LPA:${body}`,
      smdpAddress,
      matchingId,
      confirmationRequired: confirmation === '1',
    },
  };
}

const refused = (reason: ActivationCodeProblem): ParsedActivationCode => ({ ok: false, reason });

/** A fully qualified name: two labels or more, the last one not a number (so no IPv4 address). */
function isHostName(host: string): boolean {
  const labels = host.split('.');
  const last = labels.at(-1) ?? '';
  return (
    host.length <= maxHostLength &&
    labels.length >= 2 &&
    labels.every((label) => hostLabel.test(label)) &&
    /[a-z]/i.test(last)
  );
}
