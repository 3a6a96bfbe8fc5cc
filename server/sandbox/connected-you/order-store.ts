import type { Pool } from 'pg';
import { mintProfile } from './esim-profile.ts';
import type { OrderAnswer, OrderRequest } from './order-request.ts';

interface StoredOrder {
  readonly id: string;
  readonly orderReference: string;
  /** 0 for the first order of a reference; more only in the fault mode that repeats orders. */
  readonly copy: number;
  readonly planCode: string;
  readonly request: OrderRequest;
  readonly response: OrderAnswer;
  readonly createdAt: Date;
}

const instructions =
  'Open Settings, choose to add an eSIM, and scan the QR code or type the activation code. Turn on data roaming on arrival.';

/** The supplier's books. */
export class OrderStore {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /**
   * Makes the order of this reference, or answers the first one: also for two requests at once, by the unique index.
   * A repeated request wastes a number of the ICCID sequence and nothing else.
   */
  async placeOnce(request: OrderRequest, at: Date): Promise<{ answer: OrderAnswer; isNew: boolean }> {
    const first = await this.#first(request.orderReference);
    if (first) return { answer: first, isNew: false };
    const answer = await this.#insert(request, at, 0);
    if (answer) return { answer, isNew: true };
    const winner = await this.#first(request.orderReference);
    if (!winner) throw new Error('The order that came first is gone.');
    return { answer: winner, isNew: false };
  }

  /** Makes another order, whatever came before: what a supplier without idempotency does. */
  async placeAgain(request: OrderRequest, at: Date): Promise<OrderAnswer> {
    for (;;) {
      const copies = await this.find(request.orderReference);
      const answer = await this.#insert(request, at, copies.length);
      if (answer) return answer;
    }
  }

  /** Newest first; of one reference, or the latest of all. */
  async find(orderReference: string | null): Promise<StoredOrder[]> {
    const { rows } = await this.#pool.query<StoredOrder>(
      `select id, order_reference as "orderReference", copy, plan_code as "planCode", request, response, created_at as "createdAt"
       from sandbox.connected_you_order where $1::text is null or order_reference = $1
       order by sandbox.connected_you_order.id desc limit 500`,
      [orderReference],
    );
    return rows;
  }

  async count(): Promise<number> {
    const { rows } = await this.#pool.query<{ n: number }>(
      'select count(*)::int as n from sandbox.connected_you_order',
    );
    return rows[0]?.n ?? 0;
  }

  /** Forgets the orders; ICCIDs go on from where they were, so that none is ever given twice. */
  async reset(): Promise<void> {
    await this.#pool.query('truncate sandbox.connected_you_order');
  }

  async #first(orderReference: string): Promise<OrderAnswer | null> {
    const { rows } = await this.#pool.query<{ response: OrderAnswer }>({
      name: 'sandbox-connected-you-first',
      text: 'select response from sandbox.connected_you_order where order_reference = $1 and copy = 0',
      values: [orderReference],
    });
    return rows[0]?.response ?? null;
  }

  async #insert(request: OrderRequest, at: Date, copy: number): Promise<OrderAnswer | null> {
    const sequence = await this.#pool.query<{ n: string }>(`select nextval('sandbox.esim_profile_seq') as n`);
    const number = Number(sequence.rows[0]?.n);
    const answer = answerOf(request, number);
    const { rowCount } = await this.#pool.query(
      `insert into sandbox.connected_you_order (order_reference, copy, plan_code, request, response, created_at)
       values ($1, $2, $3, $4, $5, $6) on conflict (order_reference, copy) do nothing`,
      [request.orderReference, copy, request.planCode, JSON.stringify(request), JSON.stringify(answer), at],
    );
    return rowCount === 1 ? answer : null;
  }
}

function answerOf(request: OrderRequest, sequence: number): OrderAnswer {
  const profile = mintProfile(sequence);
  return {
    data: {
      id: `CYO-${String(sequence).padStart(8, '0')}`,
      orderReference: request.orderReference,
      activationCode: profile.activationCode,
      iccid: profile.iccid,
      qrCode: profile.activationCode,
      instructions,
    },
  };
}
