import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildServer, runCommand } from '../kit/app-process.ts';
import { enrol } from '../kit/authenticator.ts';
import { expectUnchanged, settled } from '../kit/census.ts';
import { newStaffSession } from '../kit/new-session.ts';
import type { Person } from '../kit/shopper.ts';
import { startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ isClockMovable: true });
});
afterAll(() => app.close());

async function newAdmin(email: string): Promise<Person> {
  await app.sql(`insert into users (email, roles, created_at) values ($1, '["ADMIN"]', now())`, [email]);
  return newStaffSession(app, email);
}
const readsOrders = async (as: Person): Promise<string> => {
  const { errors } = await app.graphql('query { orders { totalCount } }', {}, { as });
  return errors?.[0]?.extensions.code ?? 'ANSWERED';
};

describe('the command line', () => {
  it('frees somebody when no administrator can, ends their sessions and is written down', async () => {
    const as = await newAdmin('locked-out@example.com');
    await enrol(app, as);
    await buildServer();
    const reset = (email: string) => runCommand(['reset-second-factor', email], app.env);
    expect(await reset(` ${as.email.toUpperCase()} `)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`${as.email} can set up a second factor anew. Sessions ended: 1.`),
    });
    expect(await readsOrders(as)).toBe('UNAUTHENTICATED');
    expect(await readsOrders(await newStaffSession(app, as.email))).toBe('ANSWERED');
    const subjectOf = async () => (await app.mailsTo(as.email)).map((mail) => mail.subject);
    await settled(app);
    expect(await subjectOf()).toContain('[Tribi] Your second factor was reset');
    const [entry] = await app.sql('select * from audit_log order by id desc limit 1');
    expect(entry).toMatchObject({ action: 'resetSecondFactor', actor_label: 'system:command line' });
    await settled(app);
    await expectUnchanged(app, async () => {
      expect(await reset(as.email)).toMatchObject({ code: 1, stdout: '' });
      for (const nobody of ['no-such-person@example.com', 'no address', ''])
        expect(await app.app.resetSecondFactor(nobody)).toMatchObject({ isDone: false });
    });
  }, 120_000);
});
