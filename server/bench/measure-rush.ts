import pg from 'pg';
import { mintInventory } from '../src/catalog/seed/inventory.ts';
import type { Person } from '../test/kit/people.ts';
import type { Child } from './child.ts';
import type { Memory } from './proc.ts';
import type { RushOrder, RushResult } from './rush-load.process.ts';
import type { Shop } from './shop.ts';

export interface RushRun {
  result: RushResult;
  perSecond: number;
  seconds: number;
  items: number;
  /** Items set aside, orders made, and items that two orders hold: the last must be 0. */
  reserved: number;
  orders: number;
  sharedItems: number;
  memory: { before: Memory; after: Memory };
}

interface RushContest {
  shop: Shop;
  app: Child;
  appUrl: string;
  load: Child;
  people: readonly Person[];
}

/** The one plan that everybody wants; a supplier would make it endless. */
const hotPlan = 'japan-10gb-30d';
const threshold = 20;

/** Everybody wants one plan at once, and there are `items` of it. */
export async function measureRush(
  { shop, app, appUrl, load, people }: RushContest,
  { perSecond, seconds, items }: { perSecond: number; seconds: number; items: number },
): Promise<RushRun> {
  const client = new pg.Client({ connectionString: shop.postgres.url });
  await client.connect();
  try {
    const plan = await stockHotPlan(client, items);
    const before = app.memory();
    const order: RushOrder = {
      url: appUrl,
      tokens: people.map(({ token }) => token),
      plan,
      perSecond,
      seconds,
    };
    const result = await load.ask<RushResult>(order);
    const { rows } = await client.query<{ reserved: number; orders: number; sharedItems: number }>(
      `select
        (select count(*)::int from inventory_items where plan_id = $1 and status = 'RESERVED') as reserved,
        (select count(*)::int from orders where plan_id = $1) as orders,
        (select count(*)::int from (
          select item_id from inventory_moves m join inventory_items i on i.id = m.item_id
          where i.plan_id = $1 and m.to_status = 'RESERVED' group by item_id having count(*) > 1
        ) twice) as "sharedItems"`,
      [plan.id],
    );
    const [{ reserved, orders, sharedItems } = { reserved: 0, orders: 0, sharedItems: 0 }] = rows;
    const memory = { before, after: app.memory() };
    return { result, perSecond, seconds, items, reserved, orders, sharedItems, memory };
  } finally {
    await client.end();
  }
}

async function stockHotPlan(client: pg.Client, items: number): Promise<RushOrder['plan']> {
  const { rows } = await client.query<RushOrder['plan']>(
    `select p.id, pr.amount::int as amount, pr.currency
     from plans p join plan_prices pr on pr.plan_id = p.id and pr.currency = 'USD' where p.slug = $1`,
    [hotPlan],
  );
  const [plan] = rows;
  if (!plan) throw new Error(`There is no plan ${hotPlan}`);
  await client.query('update plan_suppliers set is_enabled = false where plan_id = $1', [plan.id]);
  await client.query('update plans set stock_threshold = $2 where id = $1', [plan.id, threshold]);
  await client.query(
    `update inventory_items set status = 'RETIRED' where plan_id = $1 and status = 'AVAILABLE'`,
    [plan.id],
  );
  await putOnShelf(client, plan.id, items, 'hot');
  await client.query('analyze');
  return plan;
}

/** New items of a plan on its shelf. @param batch keeps the items of one call apart from another's */
export async function putOnShelf(
  client: pg.Client,
  planId: string,
  count: number,
  batch: string,
): Promise<void> {
  await client.query(
    `insert into inventory_items (plan_id, status, activation_code, iccid, created_at, updated_at)
     select $1, 'AVAILABLE', code, iccid, now(), now()
     from jsonb_to_recordset($2::jsonb) as rows ("activationCode" text, iccid text), lateral (select "activationCode" as code) c`,
    [planId, JSON.stringify(mintInventory(`bench-${batch}-${planId}`, count))],
  );
}
