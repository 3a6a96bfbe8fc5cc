import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { buyFor, type CheckoutContest } from './measure-checkouts.ts';
import { putOnShelf } from './measure-rush.ts';
import type { Shop } from './shop.ts';

export interface StockRun {
  delivered: number;
  perSecond: number;
  /** Until the last mail was sent, after the last eSIM was delivered. */
  mailsMs: number;
}

export interface DrainRun {
  waiting: number;
  limit: number;
  /** Calls the supplier counted while the orders drained, and those it refused as too many. */
  calls: number;
  refused: number;
  perSecond: number;
  delivered: number;
}

const outageMinutes = 10;
const giveUpMs = 180_000;

/** Pays orders while nothing can be delivered, so that they wait. */
async function payAndWait(contest: CheckoutContest, client: pg.Client, count: number): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ waiting: number }>(
      "select count(*)::int as waiting from esims where status = 'PROVISIONING'",
    );
    const missing = count - (rows[0]?.waiting ?? 0);
    if (missing <= 0) return;
    await buyFor(contest, Math.min(10, Math.max(0.2, missing / 60)), { isDrained: false });
  }
}

/** Everything that waits for a later time falls due as if so many minutes had passed. */
async function skip(client: pg.Client, minutes: number): Promise<void> {
  const span = `${minutes} minutes`;
  await client.query(
    `update pgboss.job set start_after = start_after - $1::interval
     where name = 'provision-esim' and state in ('created', 'retry')`,
    [span],
  );
  await client.query(
    'update supplier_breakers set retry_at = retry_at - $1::interval, queue_at = queue_at - $1::interval',
    [span],
  );
}

async function whenDelivered(client: pg.Client): Promise<number> {
  const begun = performance.now();
  for (;;) {
    const { rows } = await client.query<{ open: number }>(
      "select count(*)::int as open from esims where status in ('PROVISIONING', 'IN_REVIEW')",
    );
    if (rows[0]?.open === 0) return performance.now() - begun;
    if (performance.now() - begun > giveUpMs) throw new Error(`${rows[0]?.open} eSIMs are stuck`);
    await delay(20);
  }
}

async function whenMailed(client: pg.Client): Promise<number> {
  const begun = performance.now();
  for (;;) {
    const { rows } = await client.query<{ open: number }>(
      'select count(*)::int as open from mails where sent_at is null',
    );
    if (rows[0]?.open === 0) return performance.now() - begun;
    if (performance.now() - begun > giveUpMs) throw new Error(`${rows[0]?.open} mails are stuck`);
    await delay(50);
  }
}

const connect = async (shop: Shop): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: shop.postgres.url });
  await client.connect();
  return client;
};

/** Orders that were paid while the supplier was switched off find their eSIMs on the shelf. */
export async function measureStock(contest: CheckoutContest, count: number): Promise<StockRun> {
  const client = await connect(contest.shop);
  try {
    await switchSupplier(client, false);
    await payAndWait(contest, client, count);
    const { rows } = await client.query<{ planId: string; wanted: number }>(
      `select o.plan_id as "planId", count(*)::int as wanted from esims e join orders o on o.id = e.order_id
       where e.status = 'PROVISIONING' group by o.plan_id`,
    );
    for (const { planId, wanted } of rows) await putOnShelf(client, planId, wanted, 'shelf');
    const delivered = rows.reduce((sum, { wanted }) => sum + wanted, 0);
    await skip(client, 24 * 60);
    const elapsedMs = await whenDelivered(client);
    const mailsMs = await whenMailed(client);
    await switchSupplier(client, true);
    return { delivered, perSecond: (1_000 * delivered) / elapsedMs, mailsMs };
  } finally {
    await client.end();
  }
}

async function switchSupplier(client: pg.Client, isOn: boolean): Promise<void> {
  await client.query(
    `insert into switches (name, is_on, reason, changed_by, changed_at)
     values ('SUPPLIER:CONNECTED_YOU', $1, 'bench', 'bench', now())
     on conflict (name) do update set is_on = excluded.is_on`,
    [isOn],
  );
}

/** A supplier that was away for ten minutes takes orders again, a hundred a second. */
export async function measureDrain(
  contest: CheckoutContest,
  { count, limit }: { count: number; limit: number },
): Promise<DrainRun> {
  const client = await connect(contest.shop);
  const supplier = controlOf(contest.shop);
  try {
    await supplier('faults', { mode: 'error500', times: 'always' });
    await payAndWait(contest, client, count);
    const { rows } = await client.query<{ waiting: number }>(
      "select count(*)::int as waiting from esims where status = 'PROVISIONING'",
    );
    const waiting = rows[0]?.waiting ?? 0;
    await supplier('faults', undefined, 'DELETE');
    await supplier('limit', { perSecond: limit });
    await skip(client, outageMinutes);
    await whenDelivered(client);
    const tally = await supplier('limit', undefined, 'GET');
    await supplier('limit', { perSecond: null });
    await whenMailed(client);
    const seconds = (tally.lastAt - tally.firstAt) / 1_000;
    return {
      waiting,
      limit,
      calls: tally.calls,
      refused: tally.refused,
      perSecond: (tally.calls - tally.refused - 1) / seconds,
      delivered: waiting,
    };
  } finally {
    await client.end();
  }
}

interface Tally {
  calls: number;
  refused: number;
  firstAt: number;
  lastAt: number;
}

const controlOf =
  (shop: Shop) =>
  async (path: string, body?: object, method = 'POST'): Promise<Tally> => {
    const response = await fetch(`${shop.supplierUrl()}/_sandbox/${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Tally;
  };
