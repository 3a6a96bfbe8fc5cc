import { attemptStates } from '../../src/esims/attempt.states.ts';
import { esimStates } from '../../src/esims/esim.states.ts';
import { reservationStates } from '../../src/inventory/reservation.states.ts';
import { orderStates } from '../../src/orders/order.states.ts';
import { disputeStates } from '../../src/payments/dispute.states.ts';
import { paymentStates } from '../../src/payments/payment.states.ts';
import { refundStates } from '../../src/payments/refund.states.ts';
import type { ShopUnderTest } from './shop-under-test.ts';

interface StateTable {
  readonly what: string;
  readonly moves: Readonly<Record<string, readonly string[]>>;
}

/** Every state machine of the shop, by the word that its entries of an order's history carry. */
export const stateTables: Readonly<Record<string, StateTable>> = {
  status: orderStates.status,
  paymentStatus: orderStates.paymentStatus,
  fulfillmentStatus: orderStates.fulfillmentStatus,
  payment: paymentStates,
  refund: refundStates,
  dispute: disputeStates,
  esim: esimStates,
  attempt: attemptStates,
  reservation: reservationStates,
};

interface Entry {
  orderId: string;
  number: string;
  type: string;
  subject: string;
  subjectId: string | null;
  from: string | null;
  to: string | null;
}

/** Each order's history tells how it came to where it is, by moves that the state tables have. */
export async function historyProblems(shop: ShopUnderTest): Promise<string[]> {
  const entries = await shop.sql<Entry>(
    `select e.order_id as "orderId", o.number, e.type, e.subject, e.subject_id as "subjectId", e.from_state as "from",
       e.to_state as "to" from order_events e join orders o on o.id = e.order_id order by e.order_id, e.at, e.id`,
  );
  const lives = new Map<string, Entry[]>();
  for (const entry of entries) {
    const machine = machineOf(entry);
    if (!machine || entry.from === null || entry.to === null) continue;
    const life = `${entry.orderId} ${machine} ${entry.subjectId ?? ''}`;
    lives.set(life, [...(lives.get(life) ?? []), entry]);
  }
  const problems = [...lives.values()].flatMap(brokenMoves);
  return [...problems, ...(await endProblems(shop, lives))];
}

const machineOf = ({ type, subject }: Entry): string | null => {
  const name = subject === 'order' ? type : subject;
  return name in stateTables ? name : null;
};

function brokenMoves(life: readonly Entry[]): string[] {
  return life.flatMap((entry, index) => {
    const machine = machineOf(entry) ?? '';
    const from = entry.from ?? '';
    const moves = stateTables[machine]?.moves ?? {};
    const before = life[index - 1]?.to ?? from;
    const told = `${entry.number}: ${machine} ${entry.from} → ${entry.to}`;
    if (before !== from) return [`${told} follows ${before}`];
    // A report that leaves a thing where it is (another decline) moves nothing.
    return from === entry.to || moves[from]?.includes(entry.to ?? '') ? [] : [`${told} is in no table`];
  });
}

/** The last state that the history tells of is the state of the row. */
async function endProblems(shop: ShopUnderTest, lives: Map<string, Entry[]>): Promise<string[]> {
  const orders = await shop.sql(
    `select id, number, status, payment_status as "paymentStatus", fulfillment_status as "fulfillmentStatus" from orders`,
  );
  const first = { status: 'OPEN', paymentStatus: 'UNPAID', fulfillmentStatus: 'UNFULFILLED' };
  return orders.flatMap((order) =>
    Object.entries(first).flatMap(([aspect, start]) => {
      const told = lives.get(`${order.id} ${aspect} `)?.at(-1)?.to ?? start;
      return told === order[aspect]
        ? []
        : [`${order.number}: ${aspect} is ${order[aspect]}, its history ends with ${told}`];
    }),
  );
}
