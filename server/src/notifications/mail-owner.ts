import { type RawBuilder, sql } from 'kysely';

/**
 * Whether a row of mails went to a person: it says so, it was about an order of theirs, or it went to an address that
 * was theirs then. An address that they gave up may be somebody else's since.
 */
export const isMailTo = (userId: string): RawBuilder<boolean> => sql<boolean>`(
  mails.user_id = ${userId}
  or (mails.kind <> 'STAFF_ALERT' and mails.order_id in (select id from orders where user_id = ${userId}))
  or mails.recipient = (select email from users where id = ${userId})
  or exists (
    select from email_changes c join users u on u.id = c.user_id
    where c.user_id = ${userId} and mails.recipient in (c.old_email, c.new_email)
      and mails.created_at between u.created_at - interval '1 day' and c.changed_at))`;
