import { withCheckDigit } from '../core/luhn.ts';
import { randomToken } from '../core/random-token.ts';

interface EsimProfile {
  readonly iccid: string;
  /** A full activation code (GSMA SGP.22 §4.1): `LPA:1$<SM-DP+ address>$<matching id>`. */
  readonly activationCode: string;
}

const smdpAddress = 'smdp.sandbox.connectedyou.example';
const matchingIdAlphabet = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';
/** 89 telecom, 882 international networks, 99 an issuer that does not exist. */
const issuerPrefix = '8988299';

/**
 * The `sequence`-th profile: an ICCID that no other has (ITU-T E.118: 19 or 20 digits with a Luhn check digit, both
 * lengths in turn, as suppliers mix them), and a matching id nobody can guess.
 */
export function mintProfile(sequence: number): EsimProfile {
  const accountDigits = sequence % 2 === 0 ? 11 : 12;
  const iccid = withCheckDigit(`${issuerPrefix}${String(sequence).padStart(accountDigits, '0')}`);
  const groups = Array.from({ length: 4 }, () => randomToken(5, matchingIdAlphabet));
  return { iccid, activationCode: `LPA:1$${smdpAddress}$${groups.join('-')}` };
}
