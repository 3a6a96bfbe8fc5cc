/** Begins checkouts at a fixed rate whatever becomes of the ones before (an open loop), as a rush of buyers does. */
import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { postJson } from './post-json.ts';

export interface RushOrder {
  url: string;
  tokens: string[];
  plan: { id: string; amount: number; currency: string };
  perSecond: number;
  seconds: number;
}

export interface RushResult {
  /** By what checkout answered: `CheckoutStarted`, `PlanUnavailable`, … */
  answers: Record<string, number>;
  /** Milliseconds until `CheckoutStarted`, from when the checkout was due. */
  started: { p50: number; p99: number; max: number };
  /** The same for every other answer. */
  others: { p50: number; p99: number };
  /** How far behind its plan the client itself ever was, in milliseconds. */
  lateMs: number;
  failures: string[];
}

const agent = new Agent({ keepAlive: true, maxSockets: 512 });

const checkout = /* GraphQL */ `
  mutation Rush($input: CheckoutInput!) {
    checkout(input: $input) {
      __typename
      ... on CheckoutStarted { order { number } payment { clientSecret } }
      ... on UserError { code }
    }
  }
`;

async function rush(order: RushOrder): Promise<RushResult> {
  const { plan, perSecond } = order;
  const answers: Record<string, number> = {};
  const times: { started: number[]; others: number[] } = { started: [], others: [] };
  const failures: string[] = [];
  const total = perSecond * order.seconds;
  const begun = performance.now();
  let lateMs = 0;

  const one = async (serial: number, dueAt: number) => {
    const input = {
      planId: plan.id,
      quantity: 1,
      expectedTotal: { amount: plan.amount, currency: plan.currency },
      idempotencyKey: `rush-${process.pid}-${begun}-${serial}`,
    };
    const token = order.tokens[serial % order.tokens.length] ?? '';
    try {
      const answer = await postJson(agent, `${order.url}/graphql`, token, {
        query: checkout,
        variables: { input },
      });
      const type = String(
        answer.data?.checkout?.__typename ?? `error ${JSON.stringify(answer).slice(0, 200)}`,
      );
      answers[type] = (answers[type] ?? 0) + 1;
      times[type === 'CheckoutStarted' ? 'started' : 'others'].push(performance.now() - dueAt);
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
  };

  const running: Promise<void>[] = [];
  for (let serial = 0; serial < total; serial += 1) {
    const dueAt = begun + (serial * 1_000) / perSecond;
    const wait = dueAt - performance.now();
    if (wait > 1) await delay(wait);
    lateMs = Math.max(lateMs, performance.now() - dueAt);
    running.push(one(serial, dueAt));
  }
  await Promise.all(running);
  return {
    answers,
    started: {
      p50: percentile(times.started, 0.5),
      p99: percentile(times.started, 0.99),
      max: percentile(times.started, 1),
    },
    others: { p50: percentile(times.others, 0.5), p99: percentile(times.others, 0.99) },
    lateMs,
    failures,
  };
}

function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
}

process.on('message', (order: RushOrder) => {
  rush(order).then(
    (result) => process.send?.(result),
    (error) => process.send?.({ error: String(error) }),
  );
});
process.once('SIGTERM', () => process.exit(0));
process.once('disconnect', () => process.exit(0));
process.stdout.write('ready\n');
