import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Pool } from 'pg';
import { z } from 'zod';
import { FaultBoard, linger, sufferAfterWork, sufferBeforeWork } from '../core/api-faults.ts';
import { SandboxClock } from '../core/clock.ts';
import { answerControl, type ControlRoutes } from '../core/control-request.ts';
import { listenHttp, pathOf, readBody, send, sendJson } from '../core/http-server.ts';
import type { Log } from '../core/log.ts';
import { type ConnectedYouFault, connectedYouFaultSchema, limitSchema } from './connected-you-faults.ts';
import { malformedAnswer } from './malformed-answer.ts';
import { type OrderAnswer, OrderRefusal, parseOrderRequest } from './order-request.ts';
import { OrderStore } from './order-store.ts';
import { RateLimit } from './rate-limit.ts';

interface ConnectedYouSandboxOptions {
  readonly pool: Pool;
  readonly host: string;
  readonly port: number;
  readonly isPublic: boolean;
  readonly log: Log;
  readonly apiKey: string;
  readonly partnerId: string;
  /** Which plan codes the supplier sells. Default: codes such as `CY-ES-5GB-30D`. */
  readonly planCodes?: RegExp;
}

const defaultPlanCodes = /^CY-[A-Z0-9-]{3,40}$/;

/** Starts the wholesaler that lives on this machine: one call, `POST /partners/orders`, as its draft describes it. */
export async function startConnectedYouSandbox(options: ConnectedYouSandboxOptions) {
  const desk = new OrderDesk(options);
  const server = await listenHttp({
    ...options,
    handle: (request, response) => desk.answer(request, response),
  });
  return server;
}

class OrderDesk {
  readonly #options: ConnectedYouSandboxOptions;
  readonly #orders: OrderStore;
  readonly #clock = new SandboxClock();
  readonly #faults = new FaultBoard<ConnectedYouFault>();
  readonly #rateLimit = new RateLimit();
  readonly #control: ControlRoutes;

  constructor(options: ConnectedYouSandboxOptions) {
    this.#options = options;
    this.#orders = new OrderStore(options.pool);
    this.#control = this.#controlRoutes();
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = pathOf(request);
    if (path.startsWith('/_sandbox/')) return answerControl(this.#control, request, response);
    const body = await readBody(request);
    const fault = this.#faults.take(request.method ?? 'GET', path);
    if (await sufferBeforeWork(fault, request, response)) return;
    if (fault?.mode === 'latency') await linger(fault);
    try {
      const { answer, isNew } = await this.#order(request, body, fault);
      if (await sufferAfterWork(fault, request, response)) return;
      if (fault?.mode === 'malformed') return send(response, malformedAnswer(answer, fault.kind));
      sendJson(response, isNew ? 201 : 200, answer);
    } catch (error) {
      if (!(error instanceof OrderRefusal)) throw error;
      if (error.status === 429)
        response.setHeader('retry-after', String(this.#rateLimit.retryAfter(Date.now())));
      sendJson(response, error.status, {
        error: { code: error.code, message: error.message, ...error.details },
      });
    }
  }

  async #order(request: IncomingMessage, body: string, fault: ConnectedYouFault | null) {
    if (pathOf(request) !== '/partners/orders')
      throw new OrderRefusal(404, 'not_found', 'There is nothing here.');
    if (request.method !== 'POST')
      throw new OrderRefusal(405, 'method_not_allowed', 'Orders are placed with POST.');
    this.#checkKey(request);
    if (!this.#rateLimit.take(Date.now()))
      throw new OrderRefusal(429, 'rate_limited', 'Too many orders at once.');
    if (fault?.mode === 'error500')
      throw new OrderRefusal(fault.status ?? 500, 'internal_error', 'Something went wrong.');
    const order = parseOrderRequest(body);
    if (!isSame(order.partnerId, this.#options.partnerId)) {
      throw new OrderRefusal(403, 'forbidden', 'This key does not belong to that partner.');
    }
    if (!(this.#options.planCodes ?? defaultPlanCodes).test(order.planCode)) {
      throw new OrderRefusal(422, 'unknown_plan', 'There is no such plan.', { planCode: order.planCode });
    }
    if (fault?.mode === 'error422') {
      throw new OrderRefusal(422, 'out_of_stock', 'This plan is out of stock.', { planCode: order.planCode });
    }
    const at = new Date(this.#clock.nowMs());
    if (fault?.mode !== 'non_idempotent') return this.#orders.placeOnce(order, at);
    const answer: OrderAnswer = await this.#orders.placeAgain(order, at);
    return { answer, isNew: true };
  }

  #checkKey(request: IncomingMessage): void {
    const key = request.headers['x-api-key'];
    if (typeof key === 'string' && isSame(key, this.#options.apiKey)) return;
    throw new OrderRefusal(401, 'unauthorized', 'The x-api-key header is missing or wrong.');
  }

  #controlRoutes(): ControlRoutes {
    const heal = () => {
      this.#faults.clear();
      this.#clock.moveTo(0);
    };
    return {
      'POST /_sandbox/faults': ({ body }) => {
        this.#faults.add(connectedYouFaultSchema.parse(body));
      },
      'DELETE /_sandbox/faults': heal,
      'POST /_sandbox/limit': ({ body }) => {
        this.#rateLimit.set(limitSchema.parse(body).perSecond);
      },
      'GET /_sandbox/limit': () => this.#rateLimit.tally,
      'POST /_sandbox/clock': ({ body }) => {
        this.#clock.moveTo(z.strictObject({ offsetMs: z.int() }).parse(body).offsetMs);
      },
      'POST /_sandbox/reset': async ({ body }) => {
        const { keepState } = z.strictObject({ keepState: z.boolean().default(false) }).parse(body);
        heal();
        this.#rateLimit.set(null);
        if (!keepState) await this.#orders.reset();
      },
      'GET /_sandbox/orders': async ({ query }) => ({
        data: await this.#orders.find(query.get('orderReference')),
      }),
      'GET /_sandbox/state': async () => ({
        orders: await this.#orders.count(),
        faults: this.#faults.list(),
        limit: this.#rateLimit.tally,
        clockOffsetMs: this.#clock.offsetMs,
      }),
    };
  }
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
