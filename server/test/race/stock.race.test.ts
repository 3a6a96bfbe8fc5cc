import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settled } from '../kit/census.ts';
import { atEveryStatement, sweepTimeoutMs } from '../kit/interject.ts';
import { problemsAtRest } from '../kit/oracle.ts';
import { signPeopleIn } from '../kit/people.ts';
import { checkout, type Person, payByCard } from '../kit/shopper.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let other: Awaited<ReturnType<TestApp['another']>>;
beforeAll(async () => {
  app = await startTestApp();
  other = await app.another();
});
afterAll(async () => {
  await other.close();
  await app.close();
});

const slug = 'spain-20gb-30d';

/** Leaves this many items of the plan on the shelf, new ones where there are fewer; it has no supplier that could make more. */
async function leave(count: number): Promise<void> {
  await app.sql(`delete from plan_suppliers where plan_id = (select id from plans where slug = $1)`, [slug]);
  await app.sql(
    `with shelf as (
       select i.id, row_number() over (order by i.id) as n from inventory_items i
       join plans p on p.id = i.plan_id where p.slug = $1 and i.status = 'AVAILABLE'
     )
     update inventory_items i set status = 'RETIRED' from shelf where shelf.id = i.id and shelf.n > $2`,
    [slug, count],
  );
  await app.sql(
    `insert into inventory_items (plan_id, status, activation_code, created_at, updated_at)
     select p.id, 'AVAILABLE', 'LPA:1$smdp.stock.tribi.example$' || upper(gen_random_uuid()::text), now(), now()
     from plans p, generate_series(1, $2 - (
       select count(*)::int from inventory_items i where i.plan_id = p.id and i.status = 'AVAILABLE'))
     where p.slug = $1`,
    [slug, count],
  );
}

const isStarted = (answer: ResultOf): boolean => answer.__typename === 'CheckoutStarted';

describe('the last items', { timeout: sweepTimeoutMs }, () => {
  it('of five go to five of 200 buyers who come at once to two processes, and each who pays gets one', async () => {
    await leave(5);
    const buyers = await signPeopleIn(app.databaseUrl, 200);
    const answers = await Promise.all(
      buyers.map((buyer, index) => checkout(index % 2 === 0 ? app : { ...app, ...other }, buyer, { slug })),
    );
    const started = answers.filter(isStarted);
    expect(started).toHaveLength(5);
    expect(answers.filter((answer) => answer.__typename === 'PlanUnavailable')).toHaveLength(195);
    await Promise.all(started.map(({ payment }) => payByCard(payment)));
    await app.until('five deliveries', async () => {
      const done = await app.sql("select 1 from orders where fulfillment_status = 'FULFILLED'");
      return done.length === 5 ? done : null;
    });
    await settled(app);
    const [{ codes }] = await app.sql('select count(distinct activation_code)::int as codes from esims');
    expect(codes).toBe(5);
    expect(await problemsAtRest(app)).toEqual([]);
  });

  it('is one person’s, wherever in the first checkout the second comes, in another process', async () => {
    const people = await signPeopleIn(app.databaseUrl, 120);
    const next = (): Person => {
      const person = people.pop();
      if (!person) throw new Error('Everybody has bought');
      return person;
    };
    const held = await atEveryStatement(app, {
      prepare: () => leave(1),
      first: () => checkout(app, next(), { slug }),
      second: () => checkout({ ...app, ...other }, next(), { slug }),
      check: async (_facts, ...answers) => {
        expect(answers.filter(isStarted)).toHaveLength(1);
      },
    });
    expect(held.length).toBeGreaterThan(10);
    expect(await problemsAtRest(app)).toEqual([]);
  });
});
