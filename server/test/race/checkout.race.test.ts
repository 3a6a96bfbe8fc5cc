import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atEveryStatement, sweepTimeoutMs } from '../kit/interject.ts';
import { problemsAtRest } from '../kit/oracle.ts';
import { signPeopleIn } from '../kit/people.ts';
import { checkout, type Person } from '../kit/shopper.ts';
import { intentsOf } from '../kit/stripe-events.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let other: Awaited<ReturnType<TestApp['another']>>;
beforeAll(async () => {
  app = await startTestApp({ env: { DATABASE_POOL_SIZE: '6' } });
  other = await app.another();
});
afterAll(async () => {
  await other.close();
  await app.close();
});

const slug = 'spain-1gb-7d';
const key = 'the-browser';
const newcomer = async (): Promise<Person> => {
  const [person] = await signPeopleIn(app.databaseUrl, 1);
  if (!person) throw new Error('Nobody came');
  return person;
};

async function expectOneOrder(answers: ResultOf[]): Promise<void> {
  expect(answers.map((answer) => answer.__typename)).toEqual(answers.map(() => 'CheckoutStarted'));
  expect(new Set(answers.map((answer) => answer.order.number)).size).toBe(1);
  expect(new Set(answers.map((answer) => answer.payment.paymentIntentId)).size).toBe(1);
  expect(await intentsOf(app, answers[0].order.id)).toHaveLength(1);
}

describe('two checkouts under one key', { timeout: sweepTimeoutMs }, () => {
  it('are one order and one intent, wherever in the one the other comes, in another process', async () => {
    const held = await atEveryStatement<Person>(app, {
      prepare: newcomer,
      first: (buyer) => checkout(app, buyer, { slug, key }),
      second: (buyer) => checkout({ ...app, ...other }, buyer, { slug, key }),
      check: (_buyer, ...answers) => expectOneOrder(answers),
    });
    expect(held.length).toBeGreaterThan(10);
    expect(await problemsAtRest(app)).toEqual([]);
  });

  it('are one order of 50 at once to two processes', async () => {
    const buyer = await newcomer();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        checkout(index % 2 === 0 ? app : { ...app, ...other }, buyer, { slug, key }),
      ),
    );
    await expectOneOrder(answers);
    expect(await problemsAtRest(app)).toEqual([]);
  });
});
