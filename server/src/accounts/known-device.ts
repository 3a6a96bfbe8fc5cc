import { addDays } from '../platform/clock/clock.ts';
import { isId } from '../platform/database/id.ts';
import type { Vault } from '../platform/security/secrets.ts';

/** Where a device keeps what makes it known: a browser in a cookie, another client in what it sends along. */
export const deviceCookie = 'tribi_device';
export const deviceHeader = 'x-tribi-device';
const knownDays = 180;

export interface DeviceToken {
  token: string;
  expiresAt: Date;
}

/**
 * Devices on which somebody has proven an address: `<id>.<end in ms>.<keyed hash of both and the address>`. A token
 * opens nothing; it only keeps the codes of its owner apart from those that strangers ask for (decision 21).
 */
export class KnownDevices {
  readonly #vault: Vault;

  constructor(vault: Vault) {
    this.#vault = vault;
  }

  /** The id of the device when this token was given to it for this address, and has not run out; else null. */
  idOf(token: string | null, email: string, now: Date): string | null {
    const [id = '', end = '', mac = '', ...rest] = (token ?? '').split('.');
    if (rest.length > 0 || !isId(id) || !/^\d{13}$/.test(end) || Number(end) <= now.getTime()) return null;
    return this.#vault.matches(signed(id, end, email), mac) ? id : null;
  }

  /** Makes a device known for an address, or keeps it known for longer. */
  remember(id: string, email: string, now: Date): DeviceToken {
    const expiresAt = addDays(now, knownDays);
    const end = String(expiresAt.getTime());
    return { token: `${id}.${end}.${this.#vault.mac(signed(id, end, email))}`, expiresAt };
  }
}

const signed = (id: string, end: string, email: string): string => `device ${id} ${end} ${email}`;
