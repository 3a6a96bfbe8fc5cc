import { Migration } from '@mikro-orm/migrations';

/** Codes of a known device stand beside those of strangers; an empty invitation is a decision of somebody's. */
export class Migration20261125000810_people extends Migration {
  override up(): void {
    for (const statement of [codes, invitations]) this.addSql(statement);
  }
}

const codes = /* sql */ `
-- The device that had proven the address before it asked for the code, or proved it with the code; else null.
alter table sign_in_codes add column device_id uuid;
create index sign_in_codes_device on sign_in_codes (device_id, created_at desc) where device_id is not null;
drop index sign_in_codes_newest;
create unique index sign_in_codes_newest on sign_in_codes (email, device_id) nulls not distinct
  where consumed_at is null and superseded_at is null;
`;

const invitations = /* sql */ `
-- No roles: they were taken back before anybody proved the address, and ADMIN_EMAILS has no say about it.
alter table staff_invitations drop constraint staff_invitations_roles_check;
`;
