import { afterAll, beforeAll, expect, it } from 'vitest';
import { User } from '../../src/accounts/user.entity.ts';
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
  const read = () => app.app.orm.em.fork().findOne(User, { email });
  const readInside = () => inTransaction(app.app.orm.em, (em) => em.findOne(User, { email }));
  for (const reading of [read, readInside, read]) {
    expect(await reading()).toMatchObject({ email });
    await migrate();
    // On as many connections as hold the statement of before.
    const found = await Promise.all(Array.from({ length: 6 }, reading));
    expect(found.map((user) => user?.email)).toEqual(Array(6).fill(email));
    expect(await reading()).toMatchObject({ email });
  }
});
