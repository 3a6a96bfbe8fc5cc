import pg from 'pg';
import { hashToken, randomToken } from '../../src/platform/security/secrets.ts';

/** Somebody with an account and an open session. */
export interface Person {
  email: string;
  token: string;
}

let serial = 0;

/** Signs `count` new people in, straight in the database: where sign-in by mail is not what is looked at. */
export async function signPeopleIn(databaseUrl: string, count: number): Promise<Person[]> {
  const first = serial + 1;
  serial += count;
  const people = Array.from({ length: count }, (_, index) => ({
    email: `shopper-${first + index}@example.com`,
    token: randomToken(),
  }));
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      `with person as (
        select email, hash from jsonb_to_recordset($1::jsonb) as rows (email text, hash text)
      ), account as (
        insert into users (email, created_at) select email, now() from person returning id, email
      )
      insert into sessions (user_id, token_hash, transport, is_staff, created_at, last_seen_at, expires_at)
      select account.id, person.hash, 'BEARER', false, now(), now(), now() + interval '30 days'
      from account join person using (email)`,
      [JSON.stringify(people.map(({ email, token }) => ({ email, hash: hashToken(token) })))],
    );
  } finally {
    await client.end();
  }
  return people;
}
