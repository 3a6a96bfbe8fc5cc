import { type RawBuilder, sql } from 'kysely';

/** What ages out together. docs/reliability.md shows this table; a test keeps the two the same. */
interface Retention {
  /** What is forgotten, as the page says it. */
  what: string;
  days: number;
  /** From when the days count. */
  since: string;
  /** One statement: forgets at most `limit` of what is from before a time, wherever it stands. */
  forget(before: Date, limit: number): RawBuilder<unknown>;
}

/** Nothing that money, books, stock or the audit log stands on is here: that is kept for good. */
export const retentions: readonly Retention[] = [
  {
    what: 'sessions',
    days: 30,
    since: 'they expired or were ended',
    forget: (before, limit) => sql`
      delete from sessions where id in (
        select id from sessions where least(expires_at, revoked_at) < ${before} limit ${limit})`,
  },
  {
    what: 'sign-in codes',
    // The limits on codes look back at most a week: RATE_LIMIT_WINDOW_HOURS.
    days: 14,
    since: 'they expired',
    forget: (before, limit) => sql`
      delete from sign_in_codes where id in (
        select id from sign_in_codes where expires_at < ${before} limit ${limit})`,
  },
  {
    what: 'codes that confirm a step of an account',
    days: 14,
    since: 'they expired',
    forget: (before, limit) => sql`
      delete from account_codes where id in (
        select id from account_codes where expires_at < ${before} limit ${limit})`,
  },
  {
    what: 'keys of checkouts, by which a repeat is known',
    days: 90,
    since: 'the checkout',
    forget: (before, limit) => sql`
      delete from idempotency_keys where mutation = 'checkout' and (actor, key) in (
        select actor, key from idempotency_keys
        where mutation = 'checkout' and created_at < ${before} limit ${limit})`,
  },
  {
    what: 'what Stripe’s events said; that they came and what became of them is kept',
    days: 90,
    since: 'they were worked on',
    forget: (before, limit) => sql`
      update stripe_events set payload = '{}' where id in (
        select id from stripe_events
        where processed_at < ${before} and payload <> '{}'::jsonb limit ${limit})`,
  },
  {
    what: 'codes in mails that never went out',
    days: 1,
    since: 'they were asked for',
    forget: (before, limit) => sql`
      update mails set sealed_payload = null where id in (
        select id from mails
        where sealed_payload is not null and kind in ('SIGN_IN_CODE', 'ACCOUNT_CODE')
          and created_at < ${before} limit ${limit})`,
  },
  {
    what: 'the sealed part of other mails that never went out, unless they wait for MAIL',
    // As long as a dead letter can be retried.
    days: 90,
    since: 'they were asked for',
    forget: (before, limit) => sql`
      update mails set sealed_payload = null where id in (
        select id from mails
        where sealed_payload is not null and held_at is null and created_at < ${before} limit ${limit})`,
  },
  {
    what: 'links that handed an eSIM over, with the companions’ names',
    days: 90,
    since: 'they were over',
    forget: (before, limit) => sql`
      delete from esim_shares where id in (
        select id from esim_shares where least(expires_at, withdrawn_at) < ${before} limit ${limit})`,
  },
  {
    what: 'alerts',
    days: 365,
    since: 'they were settled',
    forget: (before, limit) => sql`
      delete from staff_alerts where id in (
        select id from staff_alerts where settled_at < ${before} limit ${limit})`,
  },
];
