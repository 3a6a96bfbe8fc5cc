import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { buy, type Person, signIn } from '../../test/kit/shopper.ts';
import { startTestApp, type TestApp } from '../../test/kit/test-app.ts';

let app: TestApp;
let people: Record<'shopper' | 'support' | 'catalog', Person>;
beforeAll(async () => {
  app = await startTestApp();
  people = {
    shopper: await signIn(app, 'shopper@example.com'),
    support: await staff('SUPPORT'),
    catalog: await staff('CATALOG'),
  };
});
afterAll(() => app.close());

async function staff(role: string): Promise<Person> {
  const email = `${role.toLowerCase()}@example.com`;
  await app.sql('insert into users (email, roles, created_at) values ($1, $2, now())', [
    email,
    JSON.stringify([role]),
  ]);
  return signIn(app, email);
}

const importMutation = `mutation ($csv: String!, $dryRun: Boolean!) {
  importInventory(csv: $csv, dryRun: $dryRun) { created updated rejected applied errors { row field code message } }
}`;
const thresholdMutation = `mutation ($planId: ID!, $threshold: Int!) {
  setStockThreshold(planId: $planId, threshold: $threshold) { id plan { slug } available reserved assigned threshold daysLeft }
}`;
const itemsQuery = `query ($filter: InventoryFilter, $first: Int! = 20, $after: String) {
  inventoryItems(filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } nodes { id status iccid createdAt plan { slug } }
  }
}`;
const fileOf = (slug: string, ...tokens: string[]) =>
  ['activation_code,plan_id', ...tokens.map((token) => `LPA:1$smdp.example.com$${token},${slug}`)].join('\n');
const planId = async (slug: string): Promise<string> =>
  (await app.sql('select id from plans where slug = $1', [slug]))[0].id;

describe('who may fill and see the shelf', () => {
  it.each(['shopper', 'support', 'guest'] as const)('a %s may not, and nothing changes', async (who) => {
    const as = who === 'guest' ? {} : { as: people[who] };
    const before = await app.sql('select count(*) from inventory_items');
    const csv = fileOf('spain-1gb-7d', 'DENIED');
    const code = who === 'guest' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
    for (const [query, variables] of [
      [importMutation, { csv, dryRun: false }],
      [thresholdMutation, { planId: await planId('spain-1gb-7d'), threshold: 77 }],
      [itemsQuery, {}],
    ] as const) {
      const { errors } = await app.graphql(query, variables, as);
      expect(errors?.[0]?.extensions.code).toBe(code);
    }
    expect(await app.sql('select count(*) from inventory_items')).toEqual(before);
    expect(await app.sql('select 1 from plans where stock_threshold = 77')).toEqual([]);
  });
});

describe('the shelf over the API', () => {
  it('imports, lists by pages and reports in the language asked for', async () => {
    const csv = fileOf('spain-2gb-15d', 'API-1', 'API-2', 'API-3');
    const as = people.catalog;
    const { data } = await app.graphql(importMutation, { csv, dryRun: false }, { as });
    expect(data.importInventory).toEqual({ created: 3, updated: 0, rejected: 0, applied: true, errors: [] });
    const filter = { planId: await planId('spain-2gb-15d'), status: 'AVAILABLE' };
    const first = (await app.graphql(itemsQuery, { filter, first: 2 }, { as })).data.inventoryItems;
    expect(first.nodes).toHaveLength(2);
    expect(first.nodes[0].plan.slug).toBe('spain-2gb-15d');
    const { endCursor: after } = first.pageInfo;
    const second = (await app.graphql(itemsQuery, { filter, first: 2, after }, { as })).data.inventoryItems;
    expect(first.nodes.map((node: { id: string }) => node.id)).not.toContain(second.nodes[0].id);
    const bad = await app.graphql(
      importMutation,
      { csv: fileOf('nowhere', 'API-9'), dryRun: false },
      { as, headers: { 'accept-language': 'es' } },
    );
    expect(bad.data.importInventory).toMatchObject({ rejected: 1, applied: false });
    expect(bad.data.importInventory.errors[0].message).toBe('Ningún plan tiene este id o slug.');
  });

  it('shows support the levels', async () => {
    const query = `{ stockLevels(first: 100) { totalCount nodes { id available plan { slug } } } }`;
    const { data } = await app.graphql(query, {}, { as: people.support });
    expect(data.stockLevels.nodes.length).toBe(Math.min(100, data.stockLevels.totalCount));
    expect(data.stockLevels.nodes.map((node: { available: number }) => node.available)).toEqual(
      data.stockLevels.nodes
        .map((node: { available: number }) => node.available)
        .toSorted((a: number, b: number) => a - b),
    );
  });

  it('refuses thresholds that are none', async () => {
    const as = people.catalog;
    const id = await planId('spain-1gb-7d');
    const wrong = await app.graphql(thresholdMutation, { planId: id, threshold: 100_001 }, { as });
    expect(wrong.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'threshold' });
    const unknown = await app.graphql(thresholdMutation, { planId: 'nonsense', threshold: 1 }, { as });
    expect(unknown.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', argument: 'planId' });
  });
});

describe('stock alerts', () => {
  interface Alert {
    kind: string;
    available: number;
    threshold: number;
    plan: { slug: string };
  }

  const query = `subscription ($planIds: [ID!]) {
    stockAlerts(planIds: $planIds) { kind available threshold plan { slug } }
  }`;
  const connect = (person: Person) =>
    createClient({
      url: `${app.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${person.token}` },
      retryAttempts: 0,
    });

  it('reach an open page when a purchase takes a plan to its threshold, and when it is filled up again', async () => {
    const slug = 'spain-1gb-7d';
    const id = await planId(slug);
    const setThreshold = async (threshold: number): Promise<number> => {
      const { data } = await app.graphql(
        thresholdMutation,
        { planId: id, threshold },
        { as: people.catalog },
      );
      return data.setStockThreshold.available;
    };
    const available = await setThreshold(0);
    const client = connect(people.support);
    const alerts: Alert[] = [];
    const told = (kind: string, threshold: number) =>
      app.until(
        `${kind} at ${threshold}`,
        async () => alerts.find((alert) => alert.kind === kind && alert.threshold === threshold) ?? null,
      );
    client.subscribe<{ stockAlerts: Alert }>(
      { query, variables: { planIds: [id] } },
      {
        next: ({ data }) => {
          if (data) alerts.push(data.stockAlerts);
        },
        error: () => {},
        complete: () => {},
      },
    );
    // GraphQL over WebSocket does not say when a subscription has begun; its first event does.
    await app.until('the subscription to begin', async () => {
      await setThreshold(100_000);
      await setThreshold(0);
      return alerts.length > 0 ? true : null;
    });
    await setThreshold(available - 1);
    await buy(app, people.shopper, { slug });
    expect(await told('LOW', available - 1)).toMatchObject({ available: available - 1, plan: { slug } });
    const csv = fileOf(slug, 'REFILL-1');
    await app.graphql(importMutation, { csv, dryRun: false }, { as: people.catalog });
    expect(await told('RECOVERED', available - 1)).toMatchObject({ available });
    expect(alerts.filter((alert) => alert.threshold === available - 1)).toHaveLength(2);
    await client.dispose();
  });

  it('are refused to shoppers', async () => {
    const client = connect(people.shopper);
    const alerts = client.iterate({ query });
    await expect(alerts.next()).rejects.toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    await client.dispose();
  });
});
