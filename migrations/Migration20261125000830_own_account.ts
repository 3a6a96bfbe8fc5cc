import { Migration } from '@mikro-orm/migrations';

/** What people do with their own account: another address, mails they do not want, leaving. */
export class Migration20261125000830_own_account extends Migration {
  override up(): void {
    for (const statement of [people, codes, changes, mails]) this.addSql(statement);
  }
}

const people = /* sql */ `
-- From then on the row stands for somebody whom nobody can name any more: orders and books refer to it.
alter table users add column deleted_at timestamptz;

-- A checkout that waited for the person's deletion must not end in an order that nobody can reach.
create function refuse_order_of_nobody() returns trigger language plpgsql as $$
begin
  if (select deleted_at is not null from users where id = new.user_id for key share) then
    raise exception 'the buyer has deleted their account'
      using errcode = 'restrict_violation', constraint = 'orders_buyer_is_there';
  end if;
  return new;
end $$;
create trigger orders_buyer_is_there before insert on orders
  for each row execute function refuse_order_of_nobody();
`;

const codes = /* sql */ `
-- Codes that confirm a step of somebody who is signed in. Those that sign in are in sign_in_codes.
create table account_codes (
  id uuid primary key,
  user_id uuid not null references users,
  purpose text not null check (purpose in ('CHANGE_EMAIL', 'DELETE_ACCOUNT')),
  -- Where it was mailed to: of CHANGE_EMAIL the new address.
  email text not null check (email = lower(email) and length(email) <= 254),
  code_hash text not null,
  ip text,
  attempts integer not null default 0 check (attempts between 0 and 5),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  consumed_at timestamptz,
  superseded_at timestamptz
);
create unique index account_codes_newest on account_codes (user_id, purpose)
  where consumed_at is null and superseded_at is null;
create index account_codes_user on account_codes (user_id, created_at desc);
create index account_codes_email on account_codes (email, created_at desc);
create index account_codes_ip on account_codes (ip, created_at desc);
`;

const changes = /* sql */ `
create table email_changes (
  id uuid primary key,
  user_id uuid not null references users,
  old_email text not null,
  new_email text not null,
  ip text,
  changed_at timestamptz not null,
  -- Whoever reads the old address's mail can take the change back until then.
  object_by timestamptz not null,
  token_hash text not null unique,
  objected_at timestamptz
);
create index email_changes_user on email_changes (user_id, changed_at);
`;

const mails = /* sql */ `
-- What was decided; a topic without a row is wanted.
create table mail_choices (
  user_id uuid not null references users,
  topic text not null check (topic in ('EXPIRY_REMINDERS', 'TRIP_TIPS')),
  is_wanted boolean not null,
  decided_at timestamptz not null,
  decided_by text not null check (decided_by in ('ACCOUNT', 'LINK')),
  primary key (user_id, topic)
);
-- Whose it is, where it was asked for by person; one of a topic always was.
alter table mails add column user_id uuid references users;
create index mails_recipient on mails (recipient, created_at);
create index mails_user on mails (user_id) where user_id is not null;
`;
