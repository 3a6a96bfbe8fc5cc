import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EntityManager } from '../../src/platform/database/orm.ts';
import { inTransaction } from '../../src/platform/database/transaction.ts';
import { startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ work: false });
});
afterAll(() => app.close());

let serial = 0;
/** What the migration of a newer version does while this one still runs. */
const migrate = () => {
  serial += 1;
  return app.sql(`alter table users add column newer_${serial} text`);
};

it('a process of before a migration reads its tables on, in and outside a transaction', async () => {
  const email = 'admin@tribi.test';
  const find = async (em: EntityManager) => {
    const { rows } = await sql<{ email: string }>`select * from users where email = ${email}`.execute(
      em.getKysely(),
    );
    return rows[0];
  };
  const read = () => find(app.app.orm.em.fork());
  const readInside = () => inTransaction(app.app.orm.em, find);
  for (const reading of [read, readInside, read]) {
    expect(await reading()).toMatchObject({ email });
    await migrate();
    // On as many connections as hold the statement of before.
    const found = await Promise.all(Array.from({ length: 6 }, reading));
    expect(found.map((user) => user?.email)).toEqual(Array(6).fill(email));
    expect(await reading()).toMatchObject({ email });
  }
});
