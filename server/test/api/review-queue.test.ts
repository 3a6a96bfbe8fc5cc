import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { wrongInBooks } from '../kit/books.ts';
import { settled } from '../kit/census.ts';
import { deliveryDeskKit } from '../kit/delivery-desk.ts';
import { ownOrder, type Person } from '../kit/shopper.ts';
import { statementsOf } from '../kit/statements.ts';
import type { ResultOf, TestApp } from '../kit/test-app.ts';

let app: TestApp;
let support: Person;
let finance: Person;
let person: Person;
const { plain, open, newBuyer, calm, paid, esimWhen, inReview } = deliveryDeskKit(() => ({
  app,
  person,
  support,
  finance,
}));
beforeAll(async () => {
  ({ app, support, finance } = await open());
});
beforeEach(async () => {
  person = await newBuyer();
});
afterEach(() => calm());
afterAll(() => app.close());

describe('reviewQueue', () => {
  const query = (first: number) => `query { reviewQueue(first: ${first}) { totalCount nodes {
    id waitingSince actions order { number holds customer { email } } esim { id status actions attempts { supplier outcome errorCode } }
  } } }`;

  it('shows what waits, oldest first, with what is safe to do, in a constant number of statements', async () => {
    const refusedOne = await inReview('refuse');
    const unknownOne = await inReview('lost');
    const held = (await paid()).number;
    await esimWhen(held, 'READY');
    await settled(app);
    await app.sql(`update orders set holds = '["DOUBLE_PAYMENT"]' where number = $1`, [held]);
    const counted = async (first: number) => {
      let data: ResultOf;
      const statements = await statementsOf(async () => {
        data = (await app.graphql(query(first), {}, { as: support })).data;
      });
      return {
        nodes: data.reviewQueue.nodes,
        total: data.reviewQueue.totalCount,
        statements,
      };
    };
    const [few, many] = [await counted(2), await counted(100)];
    expect(few.statements.length).toBe(many.statements.length);
    expect(few.statements.length).toBeLessThanOrEqual(9);
    expect(many.nodes).toHaveLength(many.total);
    const times = many.nodes.map(({ waitingSince }: ResultOf) => waitingSince);
    expect(times).toEqual([...times].sort());
    // The order's page offers what the queue offers.
    for (const { esim, actions } of many.nodes) if (esim) expect(esim.actions).toEqual(actions);
    const itemOf = (number: string) => many.nodes.find(({ order }: ResultOf) => order.number === number);
    expect(itemOf(refusedOne.number)).toMatchObject({
      actions: ['RETRY', 'SWITCH_SUPPLIER', 'ATTACH', 'REFUND'],
      order: { holds: ['SUPPLIER_REFUSED'] },
      esim: {
        status: 'IN_REVIEW',
        attempts: [
          { supplier: 'PLAIN', outcome: 'REFUSED', errorCode: 'no_such_plan' },
          { supplier: 'HANDY' },
        ],
      },
    });
    expect(itemOf(unknownOne.number)).toMatchObject({
      actions: ['ATTACH', 'REFUND'],
      esim: { attempts: [{ outcome: 'UNKNOWN' }] },
    });
    expect(many.nodes.filter(({ esim }: ResultOf) => esim === null)).toMatchObject([
      { actions: [], order: { holds: ['DOUBLE_PAYMENT'] } },
    ]);
  });

  it('offers nothing for an eSIM that is being made, is delivered, or whose money a bank has', async () => {
    const actionsOf = async (number: string): Promise<string[]> =>
      (
        await app.graphql(
          'query ($n: String!) { order(number: $n) { esims { actions } } }',
          { n: number },
          { as: support },
        )
      ).data.order.esims[0].actions;
    const release = plain.hold();
    const { number } = await paid();
    await esimWhen(number, 'PROVISIONING');
    expect(await actionsOf(number)).toEqual([]);
    release();
    await esimWhen(number, 'READY');
    expect(await actionsOf(number)).toEqual([]);
    const waiting = await inReview('refuse');
    expect(await actionsOf(waiting.number)).toContain('RETRY');
    await app.control('stripe', 'disputes', {
      payment_intent: (
        await app.sql(
          'select payment_intent_id as id from payments p join orders o on o.id = p.order_id where o.number = $1',
          [waiting.number],
        )
      )[0].id,
    });
    await app.until('the dispute', async () =>
      (await ownOrder(app, person, waiting.number)).paymentStatus === 'DISPUTED' ? true : null,
    );
    expect(await actionsOf(waiting.number)).toEqual([]);
  });

  it('is walked page by page without losing or repeating any', async () => {
    const seen: string[] = [];
    for (let after: string | null = null, hasNext = true; hasNext; ) {
      const { data } = await app.graphql(
        'query ($after: String) { reviewQueue(first: 1, after: $after) { totalCount nodes { id } pageInfo { endCursor hasNextPage } } }',
        { after },
        { as: finance },
      );
      const { nodes, pageInfo, totalCount } = data.reviewQueue;
      seen.push(...nodes.map(({ id }: ResultOf) => id));
      expect(seen.length).toBeLessThanOrEqual(totalCount);
      after = pageInfo.endCursor;
      hasNext = pageInfo.hasNextPage;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(2);
  });
});

it('leaves books in which nothing is wrong', async () => {
  await settled(app);
  expect(await wrongInBooks(app)).toEqual([]);
});
