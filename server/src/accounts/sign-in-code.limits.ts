import { sql } from 'kysely';
import type { Config } from '../config.ts';
import { addHours, addSeconds, secondsUntil } from '../platform/clock/clock.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { type Timestamp, toDate } from '../platform/database/timestamp.ts';

/** How many wrong guesses one code survives. */
export const maxAttempts = 5;
export const codeLifetimeMinutes = 10;

/** Who asks for a code, or tries one. */
export interface CodeAsker {
  email: string;
  ip: string | null;
  /** Given where this device has proven the address before. */
  device: string | null;
}

/**
 * When this address or client may ask for a code again, if not now: one a minute and five a day for an
 * address, from wherever it is asked; 25 a day for a client (see clientNetwork). A known device has one a minute and
 * five a day of its own, whatever others asked for; its codes count for the others too. Counted over sent codes in
 * sliding windows. The caller holds the locks of address and client, so that two requests at once cannot both pass.
 */
export async function retryAfterSeconds(
  em: EntityManager,
  limits: Config['limits'],
  { email, ip, device }: CodeAsker,
  now: Date,
): Promise<number | null> {
  const since = addHours(now, -limits.codeWindowHours);
  const whose = device ? sql`and device_id = ${device}` : sql``;
  // The client's count is against mails to many addresses; a known device mails to one.
  const from = device ? null : ip;
  const { rows } = await sql<{ by: 'email' | 'ip'; at: Timestamp }>`
    (select 'email' as by, created_at as at from sign_in_codes
      where email = ${email} ${whose} and created_at > ${since} order by created_at desc limit ${limits.codesPerEmail})
    union all
    (select 'ip' as by, created_at as at from sign_in_codes
      where ip = ${from} and created_at > ${since} order by created_at desc limit ${limits.codesPerIp})`.execute(
    em.getKysely(),
  );
  const byEmail = rows.filter((row) => row.by === 'email').map((row) => toDate(row.at));
  const byIp = rows.filter((row) => row.by === 'ip').map((row) => toDate(row.at));
  const free: Date[] = [];
  const newest = byEmail.at(0);
  if (newest) free.push(addSeconds(newest, limits.codeIntervalSeconds));
  for (const [sent, limit] of [
    [byEmail, limits.codesPerEmail],
    [byIp, limits.codesPerIp],
  ] as const) {
    const oldest = sent.at(limit - 1);
    if (oldest) free.push(addHours(oldest, limits.codeWindowHours));
  }
  const latest = Math.max(...free.map((date) => date.getTime()), 0);
  return latest > now.getTime() ? secondsUntil(now, new Date(latest)) : null;
}

/** Serialises what is counted for this address and this client until the transaction ends. */
export async function lockIssuing(em: EntityManager, email: string, ip: string | null): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`code-email ${email}`}, 0))`.execute(
    em.getKysely(),
  );
  if (ip)
    await sql`select pg_advisory_xact_lock(hashtextextended(${`code-ip ${ip}`}, 0))`.execute(em.getKysely());
}
