import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Person } from '../test/kit/people.ts';
import type { CheckoutOrder, CheckoutResult } from './checkout-load.process.ts';
import type { Child } from './child.ts';
import { requestConnection } from './measure-lists.ts';
import { busyMs, processorMsOf, processorMsOfFamily } from './proc.ts';
import type { Shop } from './shop.ts';
import type { SentStatement } from './statement-log.ts';

const drainTimeoutMs = 60_000;

/** Processor milliseconds for one checkout, by process; `others` is what else ran on the machine, in processors. */
export interface CheckoutCost {
  app: number;
  postgres: number;
  sandboxes: number;
  buyers: number;
  others: number;
}

export interface CheckoutRun {
  result: CheckoutResult;
  cost: CheckoutCost;
  /** From the last order paid to the last eSIM delivered and its mail sent. */
  drainMs: number;
}

/** Statements of one checkout from the first request to the sent mail, by who sends them. */
export interface CheckoutStatements {
  requests: number;
  jobs: number;
  /** Webhooks of Stripe that came for one. */
  webhooks: number;
}

export interface CheckoutContest {
  shop: Shop;
  app: Child;
  appUrl: string;
  buyers: Child;
  people: readonly Person[];
  concurrency: number;
}

/** What is bought: plans of one country each that a supplier makes on demand, without any on the shelf. */
async function plansToBuy(client: pg.Client): Promise<CheckoutOrder['plans']> {
  const { rows } = await client.query<CheckoutOrder['plans'][number]>(
    `select p.id, pr.amount::int as amount, pr.currency
     from plans p join plan_prices pr on pr.plan_id = p.id and pr.currency = 'EUR'
     where p.is_active and p.scope = 'COUNTRY'
       and exists (select from plan_suppliers s where s.plan_id = p.id and s.is_enabled)
       and not exists (select from inventory_items i where i.plan_id = p.id and i.status = 'AVAILABLE')
     order by p.slug limit 40`,
  );
  return rows;
}

/**
 * Buys for `seconds`, then waits until everything that was paid is delivered and mailed; not where nothing can be
 * delivered.
 */
export async function buyFor(
  contest: CheckoutContest,
  seconds: number,
  { isDrained = true }: { isDrained?: boolean } = {},
): Promise<CheckoutRun> {
  const { shop, app, appUrl, buyers, people, concurrency } = contest;
  const client = new pg.Client({ connectionString: shop.postgres.url });
  await client.connect();
  try {
    const plans = await plansToBuy(client);
    const tokens = people.map(({ token }) => token);
    const before = spent(contest);
    const order = { url: appUrl, databaseUrl: shop.postgres.url, tokens, plans, concurrency, seconds };
    const result = await buyers.ask<CheckoutResult>(order satisfies CheckoutOrder);
    const after = spent(contest);
    if (result.failures.length > 0)
      throw new Error(`Checkouts failed: ${result.failures.slice(0, 3).join('; ')}`);
    const drainMs = isDrained ? await drained(client) : 0;
    const elapsedMs = after.at - before.at;
    const ours = (key: 'app' | 'postgres' | 'sandboxes' | 'buyers') => after[key] - before[key];
    const all = ours('app') + ours('postgres') + ours('sandboxes') + ours('buyers');
    return {
      result,
      drainMs,
      cost: {
        app: ours('app') / result.paid,
        postgres: ours('postgres') / result.paid,
        sandboxes: ours('sandboxes') / result.paid,
        buyers: ours('buyers') / result.paid,
        others: Math.max(0, after.machine - before.machine - all) / elapsedMs,
      },
    };
  } finally {
    await client.end();
  }

  function spent(of: CheckoutContest) {
    const postmaster = Number(
      readFileSync(join(of.shop.postgres.pgdata, 'postmaster.pid'), 'utf8').split('\n', 1)[0],
    );
    return {
      at: performance.now(),
      app: processorMsOf(app.pid),
      postgres: processorMsOfFamily(postmaster),
      sandboxes: processorMsOf(of.shop.sandboxes.pid),
      buyers: processorMsOf(of.buyers.pid),
      machine: busyMs(),
    };
  }
}

/** Counts, in an instrumented app, the statements of checkouts that come one after the other. */
export async function countStatements(contest: CheckoutContest): Promise<CheckoutStatements> {
  await buyFor(contest, 1);
  await contest.app.ask({ ask: 'statements' });
  const { result } = await buyFor({ ...contest, concurrency: 1 }, 1);
  const sent = await contest.app.ask<SentStatement[]>({ ask: 'statements' });
  const isRequest = ({ connection }: SentStatement) => connection === requestConnection;
  return {
    webhooks: sent.filter(({ text }) => text.includes('insert into stripe_events')).length / result.paid,
    requests: sent.filter(isRequest).length / result.paid,
    jobs:
      sent.filter((each) => !isRequest(each) && each.text.includes('pgboss.job_common')).length / result.paid,
  };
}

async function drained(client: pg.Client): Promise<number> {
  const begun = performance.now();
  for (;;) {
    const { rows } = await client.query<{ open: number }>(
      `select (select count(*) from orders where payment_status = 'PAID' and fulfillment_status <> 'FULFILLED')::int
        + (select count(*) from mails where sent_at is null)::int as open`,
    );
    if (rows[0]?.open === 0) return performance.now() - begun;
    if (performance.now() - begun > drainTimeoutMs)
      throw new Error(`${rows[0]?.open} deliveries or mails are stuck`);
    await delay(50);
  }
}
