import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, planBySlug, signIn } from '../kit/shopper.ts';
import { statementsOf } from '../kit/statements.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let admin: Person;
let catalog: Person;
beforeAll(async () => {
  app = await startTestApp();
  admin = await signIn(app, 'admin@tribi.test');
  catalog = await signIn(app, 'catalog@tribi.test');
  const plan = await planBySlug(app, 'spain-1gb-7d');
  for (const [as, threshold, requestId] of [
    [catalog, 1, 'under_score'],
    [catalog, 2, 'underXscore'],
    [admin, 3, '100-percent'],
  ] as const)
    await app.graphql(
      'mutation ($planId: ID!, $threshold: Int!) { setStockThreshold(planId: $planId, threshold: $threshold) { id } }',
      { planId: plan.id, threshold },
      { as, headers: { 'x-request-id': requestId } },
    );
});
afterAll(() => app.close());

const query = `query ($filter: AuditFilter, $first: Int! = 20, $after: String, $offset: Int) {
  auditLog(filter: $filter, first: $first, after: $after, offset: $offset) {
    totalCount pageInfo { endCursor hasNextPage hasPreviousPage }
    nodes { id at actorId actor roles action subjectType subjectId subjectLabel reason ip requestId changes { field before after } } } }`;

async function list(variables: object = {}): Promise<ResultOf> {
  const { data, errors } = await app.graphql(query, variables, { as: admin });
  expect(errors).toBeUndefined();
  return data.auditLog;
}
const found = async (filter: object): Promise<string[]> =>
  (await list({ filter })).nodes.map((node: ResultOf) => node.requestId);

describe('auditLog', () => {
  it('tells who did what to what, with what was different, newest first', async () => {
    const { totalCount, nodes } = await list();
    expect(totalCount).toBe(3);
    expect(nodes[0]).toMatchObject({
      actor: 'admin@tribi.test',
      roles: ['CUSTOMER', 'ADMIN'],
      action: 'setStockThreshold',
      subjectType: 'plan',
      subjectLabel: 'spain-1gb-7d',
      reason: null,
      ip: '127.0.0.1',
      changes: [{ field: 'threshold', before: '2', after: '3' }],
    });
    expect(nodes.map((node: ResultOf) => node.requestId)).toEqual([
      '100-percent',
      'underXscore',
      'under_score',
    ]);
  });

  it('is filtered by actor, action, subject and day', async () => {
    const [{ id }] = await app.sql("select id from users where email = 'catalog@tribi.test'");
    const plan = await planBySlug(app, 'spain-1gb-7d');
    expect(await found({ actor: id })).toHaveLength(2);
    expect(await found({ actor: 'Catalog@tribi.test' })).toHaveLength(2);
    expect(await found({ actor: 'catalog' })).toEqual([]);
    expect(await found({ action: 'setStockThreshold' })).toHaveLength(3);
    expect(await found({ action: 'refundOrder' })).toEqual([]);
    expect(await found({ subjectType: 'plan', subjectId: plan.id })).toHaveLength(3);
    expect(await found({ subjectType: 'order', subjectId: plan.id })).toEqual([]);
    const [, middle] = (await list()).nodes;
    expect(await found({ from: middle.at })).toEqual(['100-percent', 'underXscore']);
    expect(await found({ to: middle.at })).toEqual(['underXscore', 'under_score']);
  });

  it('is searched for texts as they are: % and _ are letters', async () => {
    expect(await found({ search: 'SPAIN-1GB' })).toHaveLength(3);
    expect(await found({ search: 'catalog@' })).toHaveLength(2);
    expect(await found({ search: 'under_score' })).toEqual(['under_score']);
    expect(await found({ search: 'r_s' })).toEqual(['under_score']);
    for (const nothing of ['%', '\\', "'; drop table audit_log; --", 'a%n'])
      expect(await found({ search: nothing }), nothing).toEqual([]);
    expect(await found({ search: '  ' })).toHaveLength(3);
  });

  it('is read in pages, by cursor and by offset, with a constant number of statements', async () => {
    const first = await list({ first: 2 });
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const rest = await list({ first: 2, after: first.pageInfo.endCursor });
    expect(rest.nodes.map((node: ResultOf) => node.requestId)).toEqual(['under_score']);
    expect((await list({ first: 2, offset: 2 })).nodes).toEqual(rest.nodes);
    const refused = await app.graphql(query, { first: 101 }, { as: admin });
    expect(refused.errors?.[0]?.extensions.code).toBe('PAGE_SIZE_OUT_OF_RANGE');
    expect(await statementsOf(() => list())).toHaveLength(3);
  });

  it('finds what no person did by its whole name', async () => {
    const boss = await app.another({ ADMIN_EMAILS: 'first-boss@example.com' });
    await signIn({ ...app, graphql: boss.graphql }, 'first-boss@example.com');
    await boss.close();
    const { nodes } = await list({ filter: { actor: 'system:ADMIN_EMAILS' } });
    expect(nodes).toMatchObject([{ action: 'bootstrapAdmin', subjectLabel: 'first-boss@example.com' }]);
  });

  it('keeps no activation code that stands in a reason', async () => {
    for (const code of ['LPA:1$smdp.example.com$SECRET-ID', 'LPA%3A1%24smdp.example.com%24SECRET-ID'])
      await app.graphql(
        'mutation ($reason: String!) { setStaffRoles(email: "noted@example.com", roles: [CATALOG], reason: $reason) { __typename } }',
        { reason: `Has ${code} on paper` },
        { as: admin },
      );
    await app.graphql(
      'mutation { setStaffRoles(email: "noted@example.com", roles: [], reason: "Gave LPA%3A1%24smdp.example.com%24SECRET-ID away") { __typename } }',
      {},
      { as: admin },
    );
    const reasons = await app.sql(
      "select reason from audit_log where subject_label = 'noted@example.com' order by id",
    );
    expect(reasons).toEqual([{ reason: 'Has [hidden] on paper' }, { reason: 'Gave [hidden] away' }]);
  });
});
