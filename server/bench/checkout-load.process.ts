/** Buys, as browsers do: a checkout, a card confirmed at Stripe, and a wait until the shop has the order as paid. */
import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

export interface CheckoutOrder {
  url: string;
  databaseUrl: string;
  tokens: string[];
  plans: { id: string; amount: number; currency: string }[];
  concurrency: number;
  /** Checkouts begun until then are finished and counted. */
  seconds: number;
}

export interface CheckoutResult {
  paid: number;
  perSecond: number;
  p50: number;
  p99: number;
  /** Median milliseconds of each step. */
  steps: { checkout: number; card: number; paid: number };
  failures: string[];
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const lookEveryMs = 20;
const giveUpMs = 30_000;

function post(url: string, headers: Record<string, string>, body: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: 'POST',
      agent,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    });
    sent.once('error', reject);
    sent.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode === 200) resolve(JSON.parse(text));
        else reject(new Error(`${url} answered ${response.statusCode}: ${text.slice(0, 300)}`));
      });
    });
    sent.end(body);
  });
}

const checkout = /* GraphQL */ `
  mutation Checkout($input: CheckoutInput!) {
    checkout(input: $input) {
      __typename
      ... on CheckoutStarted {
        order { id number total { amount currency } }
        payment { paymentIntentId clientSecret publishableKey apiBase }
      }
      ... on UserError { code }
    }
  }
`;

interface Started {
  order: { id: string };
  payment: { paymentIntentId: string; clientSecret: string; publishableKey: string; apiBase: string };
}

async function start(order: CheckoutOrder, serial: number): Promise<Started> {
  const plan = order.plans[serial % order.plans.length];
  const token = order.tokens[serial % order.tokens.length];
  if (!plan) throw new Error('No plan to buy');
  const input = {
    planId: plan.id,
    quantity: 1,
    expectedTotal: { amount: plan.amount, currency: plan.currency },
    idempotencyKey: `bench-${process.pid}-${Date.now()}-${serial}`,
  };
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const answer = Object(
    await post(`${order.url}/graphql`, headers, JSON.stringify({ query: checkout, variables: { input } })),
  );
  const started = answer.data?.checkout;
  if (started?.__typename !== 'CheckoutStarted')
    throw new Error(`checkout: ${JSON.stringify(answer).slice(0, 300)}`);
  return started;
}

async function payByCard({ payment }: Started): Promise<void> {
  const form = new URLSearchParams({
    client_secret: payment.clientSecret,
    return_url: 'http://localhost/return',
    'payment_method_data[type]': 'card',
    'payment_method_data[card][number]': '4242424242424242',
    'payment_method_data[card][exp_month]': '12',
    'payment_method_data[card][exp_year]': '2040',
    'payment_method_data[card][cvc]': '123',
  });
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    authorization: `Bearer ${payment.publishableKey}`,
  };
  await post(
    `${payment.apiBase}/v1/payment_intents/${payment.paymentIntentId}/confirm`,
    headers,
    form.toString(),
  );
}

/** Sees in the database when orders are paid: one small statement every few milliseconds for all of them. */
class PaidWatch {
  readonly #waiting = new Map<string, () => void>();
  readonly #client: pg.Client;
  #isOpen = true;

  constructor(client: pg.Client) {
    this.#client = client;
    void this.#look();
  }

  paid(orderId: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`order ${orderId} was not paid in time`)), giveUpMs);
      this.#waiting.set(orderId, () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  close(): void {
    this.#isOpen = false;
  }

  async #look(): Promise<void> {
    while (this.#isOpen) {
      await delay(lookEveryMs);
      if (this.#waiting.size === 0) continue;
      const { rows } = await this.#client.query<{ id: string }>({
        name: 'paid',
        text: `select id from orders where id = any($1::uuid[]) and payment_status = 'PAID'`,
        values: [[...this.#waiting.keys()]],
      });
      for (const { id } of rows) {
        this.#waiting.get(id)?.();
        this.#waiting.delete(id);
      }
    }
  }
}

const median = (values: number[]): number => percentile(values, 0.5);
function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
}

async function buyFor(order: CheckoutOrder): Promise<CheckoutResult> {
  const client = new pg.Client({ connectionString: order.databaseUrl });
  await client.connect();
  const watch = new PaidWatch(client);
  const times = {
    checkout: [] as number[],
    card: [] as number[],
    paid: [] as number[],
    whole: [] as number[],
  };
  const failures: string[] = [];
  const begun = performance.now();
  let serial = 0;
  const buyer = async () => {
    while (performance.now() - begun < order.seconds * 1_000) {
      serial += 1;
      const t0 = performance.now();
      try {
        const started = await start(order, serial);
        const t1 = performance.now();
        const paid = watch.paid(started.order.id);
        await payByCard(started);
        const t2 = performance.now();
        await paid;
        const t3 = performance.now();
        times.checkout.push(t1 - t0);
        times.card.push(t2 - t1);
        times.paid.push(t3 - t2);
        times.whole.push(t3 - t0);
      } catch (error) {
        failures.push(error instanceof Error ? error.message : String(error));
      }
    }
  };
  await Promise.all(Array.from({ length: order.concurrency }, buyer));
  const seconds = (performance.now() - begun) / 1_000;
  watch.close();
  await delay(2 * lookEveryMs);
  await client.end();
  const paid = times.whole.length;
  return {
    paid,
    perSecond: paid / seconds,
    p50: median(times.whole),
    p99: percentile(times.whole, 0.99),
    steps: { checkout: median(times.checkout), card: median(times.card), paid: median(times.paid) },
    failures,
  };
}

process.on('message', (order: CheckoutOrder) => {
  buyFor(order).then(
    (result) => process.send?.(result),
    (error) => process.send?.({ error: String(error) }),
  );
});
process.once('SIGTERM', () => process.exit(0));
process.once('disconnect', () => process.exit(0));
process.stdout.write('ready\n');
