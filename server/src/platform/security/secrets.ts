import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  randomInt,
  timingSafeEqual,
} from 'node:crypto';

/** A URL-safe token of 256 random bits. */
export const randomToken = (): string => randomBytes(32).toString('base64url');

/** Tokens have full entropy, so one plain hash is enough to make a stolen table useless. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A random number below `limit` from the operating system's generator. */
export const randomBelow = (limit: number): number => randomInt(limit);

/** Keyed secrets of one installation, all derived from its one SECRET_KEY. */
export class Vault {
  readonly #macKey: Buffer;
  readonly #sealKey: Buffer;

  constructor(secretKey: string) {
    this.#macKey = Buffer.from(hkdfSync('sha256', secretKey, 'tribi', 'mac', 32));
    this.#sealKey = Buffer.from(hkdfSync('sha256', secretKey, 'tribi', 'seal', 32));
  }

  /** A keyed hash, for short secrets (six digits) that a plain hash would not protect. */
  mac(text: string): string {
    return createHmac('sha256', this.#macKey).update(text).digest('base64url');
  }

  matches(text: string, mac: string): boolean {
    const expected = Buffer.from(this.mac(text));
    const given = Buffer.from(mac);
    return expected.length === given.length && timingSafeEqual(expected, given);
  }

  /** Encrypts what must rest in a table or a job until it is used (AES-256-GCM). */
  seal(text: string): string {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#sealKey, iv);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
  }

  /** @throws when the text was not sealed with this installation's key, or was changed */
  open(sealed: string): string {
    const bytes = Buffer.from(sealed, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', this.#sealKey, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  }
}
