import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Pool } from 'pg';
import { FaultBoard } from '../core/api-faults.ts';
import { SandboxClock } from '../core/clock.ts';
import { answerControl } from '../core/control-request.ts';
import { listenHttp, pathOf } from '../core/http-server.ts';
import { KeyedMutex } from '../core/keyed-mutex.ts';
import type { Log } from '../core/log.ts';
import type { ConfirmationSettings } from './confirmation.ts';
import { type Behaviour, stripeControl } from './control.ts';
import { DeliveryStore } from './delivery-store.ts';
import { IdempotencyKeys } from './idempotency.ts';
import { answerApi } from './pipeline.ts';
import { startRefundSettler } from './refund-settler.ts';
import { stripeRoutes } from './routes.ts';
import { StripeStore } from './store.ts';
import type { StripeFault } from './stripe-faults.ts';
import { answerThreeDSecure } from './three-d-secure.ts';
import { WebhookSender } from './webhook-sender.ts';
import { Webhooks } from './webhooks.ts';

interface StripeSandboxOptions {
  readonly pool: Pool;
  readonly host: string;
  readonly port: number;
  readonly isPublic: boolean;
  readonly log: Log;
  readonly keys: {
    readonly secretKey: string;
    readonly publishableKey: string;
    readonly webhookSecret: string;
  };
  readonly webhookUrl: string | null;
  /** What the webhook endpoint has subscribed to; `*` is everything. */
  readonly enabledEvents: readonly string[];
}

interface StripeSandbox {
  readonly url: string;
  setWebhookUrl(url: string): void;
  close(): Promise<void>;
}

const webhookTimeoutMs = 10_000;

/** Starts the Stripe that lives on this machine. */
export async function startStripeSandbox(options: StripeSandboxOptions): Promise<StripeSandbox> {
  const { pool, log, keys } = options;
  const clock = new SandboxClock();
  const store = new StripeStore(pool);
  const deliveries = new DeliveryStore(pool);
  const sender = new WebhookSender({ timeoutMs: webhookTimeoutMs, maxConnections: 32 });
  const webhooks = new Webhooks({
    store: deliveries,
    sender,
    clock,
    secret: keys.webhookSecret,
    enabledEvents: options.enabledEvents,
    log,
  });
  const faults = new FaultBoard<StripeFault>();
  const behaviour: Behaviour = { isAnsweredAtOnce: true, isCountedAtOnce: true };
  const settlement = { currency: null, rates: {} };
  const context = { store, mutex: new KeyedMutex(), clock, audience: webhooks, settlement };
  const confirmation = (origin: string): ConfirmationSettings => ({ origin, ...behaviour });
  const webhookEndpoints = () => (webhooks.endpoint ? [webhooks.endpoint] : []);
  const routes = stripeRoutes({ confirmation, webhookEndpoints });
  const api = { routes, keys, context, idempotency: new IdempotencyKeys(store), faults };
  const control = stripeControl({
    context,
    store,
    deliveries,
    webhooks,
    clock,
    faults,
    behaviour,
    confirmation,
  });

  const handle = (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = pathOf(request);
    if (path.startsWith('/_sandbox/')) return answerControl(control, request, response);
    if (path.startsWith('/3ds/')) return answerThreeDSecure({ context, confirmation }, request, response);
    return answerApi(api, request, response);
  };

  await store.forgetOldAnswers(clock.nowSeconds());
  const server = await listenHttp({ ...options, handle });
  const settler = startRefundSettler(context, log);
  if (options.webhookUrl) webhooks.setUrl(options.webhookUrl);
  return {
    url: server.url,
    setWebhookUrl: (url) => webhooks.setUrl(url),
    async close() {
      await server.close();
      await settler.stop();
      await webhooks.close();
    },
  };
}
