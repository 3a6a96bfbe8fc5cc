import { Secret, TOTP } from 'otpauth';

const stepSeconds = 30;
/** Steps that a phone's clock may be off, either way. */
const tolerance = 1;
/** What every authenticator app understands (RFC 6238 with the defaults of the Key URI format). */
const scheme = { issuer: 'Tribi', algorithm: 'SHA1', digits: 6, period: stepSeconds } as const;

/** A new shared secret of 160 bits, as RFC 4226 recommends, in base32. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** What an authenticator app reads from the QR code. */
export const totpUrl = (secret: string, email: string): string =>
  new TOTP({ ...scheme, label: email, secret }).toString();

/** The time step that a six-digit code is of, one step off at most; null when it is of none. */
export function matchingStep(secret: string, code: string, now: Date): number | null {
  const totp = new TOTP({ ...scheme, secret });
  const delta = totp.validate({ token: code, timestamp: now.getTime(), window: tolerance });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / stepSeconds) + delta;
}
