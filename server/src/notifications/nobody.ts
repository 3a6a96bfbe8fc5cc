/** RFC 2606: a name that no mail server will ever have. */
const domain = 'deleted.invalid';

/** The address of somebody who has left: it stands for a person, names none, and reaches nobody. */
export const addressOfNobody = (userId: string): string => `${userId}@${domain}`;

export const isNobody = (address: string): boolean => address.endsWith(`@${domain}`);

const farewell = 'account-deleted:';

/** The key of the last mail to somebody; when that is sent, their address is forgotten there too. */
export const farewellKey = (userId: string): string => `${farewell}${userId}`;

export const readerWhoLeft = (dedupeKey: string): string | null =>
  dedupeKey.startsWith(farewell) ? dedupeKey.slice(farewell.length) : null;
