import { Migration } from '@mikro-orm/migrations';

/** Second factors of staff, sessions that passed one, and roles given to an address before anybody proved it. */
export class Migration20261125000510_accounts extends Migration {
  override up(): void {
    for (const statement of [secondFactors, sessions, staff]) this.addSql(statement);
  }
}

const secondFactors = /* sql */ `
create table second_factors (
  user_id uuid primary key references users,
  sealed_secret text not null,
  created_at timestamptz not null,
  -- Null until a first code has shown that the person's device has the secret.
  confirmed_at timestamptz,
  -- The last time step whose code was taken: no code of it or of an earlier one is taken again.
  last_step bigint
);

create table recovery_codes (
  id uuid primary key default uuidv7(),
  user_id uuid not null references second_factors on delete cascade,
  code_hash text not null,
  created_at timestamptz not null,
  used_at timestamptz,
  unique (user_id, code_hash)
);
`;

const sessions = /* sql */ `
alter table sessions add column second_factor_at timestamptz;
`;

const staff = /* sql */ `
-- Once roles were decided by a person, ADMIN_EMAILS has no say any more.
alter table users add column roles_set_at timestamptz;
create index users_staff on users (email, id) where roles <> '[]';

create table staff_invitations (
  id uuid primary key default uuidv7(),
  email text not null unique check (email = lower(email) and length(email) <= 254),
  roles jsonb not null check (roles <> '[]'),
  invited_at timestamptz not null
);
`;
