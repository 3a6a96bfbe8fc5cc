import { hashToken, randomToken } from '../../src/platform/security/secrets.ts';
import type { Person } from './shopper.ts';
import type { TestApp } from './test-app.ts';

/** A session of somebody of staff, as a sign-in makes it, without its mail and the minute between two mailed codes. */
export async function newStaffSession(
  app: TestApp,
  email: string,
  transport: 'BEARER' | 'COOKIE' = 'BEARER',
): Promise<Person> {
  const token = randomToken();
  await app.sql(
    `insert into sessions (id, user_id, token_hash, transport, is_staff, created_at, last_seen_at, expires_at)
     select uuidv7(), id, $1, $4, true, $3, $3, $3::timestamptz + interval '12 hours' from users where email = $2`,
    [hashToken(token), email, app.clock.now(), transport],
  );
  return { email, token };
}
