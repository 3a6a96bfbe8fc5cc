import type { SandboxClock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { AttemptResult, Delivery, DeliveryStore } from './delivery-store.ts';
import { type StripeEvent, stripeApiVersion, type WebhookEndpoint } from './objects.ts';
import type { NewDelivery } from './store.ts';
import type { EventAudience } from './unit-of-work.ts';
import { matchesType, type WebhookFault } from './webhook-modes.ts';
import type { WebhookSender } from './webhook-sender.ts';
import { signWebhook } from './webhook-signature.ts';

const maxAtOnce = 24;
const batchSize = 200;
/** Waits after the 1st, 2nd … failure; the last one repeats. At Stripe they grow to hours. */
const backoffMs = [250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
/** About three days, as at Stripe: a shop may be switched off for the night. */
const maxAttempts = 8_640;
/** How long `out_of_order` gathers before it sends the newest first. */
const gatherMs = 80;

interface WebhookOptions {
  readonly store: DeliveryStore;
  readonly sender: WebhookSender;
  readonly clock: SandboxClock;
  readonly secret: string;
  readonly enabledEvents: readonly string[];
  readonly log: Log;
}

/**
 * The queue runs on the machine's time: a moved clock shows in signatures, not in when a retry comes.
 *
 * Sends every event to the one endpoint, at once after its commit, until it answers 2xx. The queue is in the database;
 * memory holds only what is being sent, so a killed sandbox goes on where it stopped (an event may then come twice).
 */
export class Webhooks implements EventAudience {
  readonly #options: WebhookOptions;
  readonly #waiting: Delivery[] = [];
  readonly #inHand = new Set<string>();
  readonly #sending = new Set<Promise<void>>();
  #results: AttemptResult[] = [];
  #noting: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #gathered: Delivery[] = [];
  #isClosed = false;
  /** When the timer fires, Unix milliseconds. */
  #wakesAt = 0;
  #fault: WebhookFault = { target: 'webhooks', mode: 'normal' };
  endpoint: WebhookEndpoint | null = null;

  constructor(options: WebhookOptions) {
    this.#options = options;
  }

  get fault(): WebhookFault {
    return this.#fault;
  }

  setFault(fault: WebhookFault): void {
    this.#fault = fault;
  }

  /** Where webhooks go from now on, those still waiting too. */
  setUrl(url: string): void {
    this.endpoint = {
      id: 'we_sandbox',
      object: 'webhook_endpoint',
      api_version: stripeApiVersion,
      application: null,
      created: this.#options.clock.nowSeconds(),
      description: 'The shop beside this sandbox',
      enabled_events: [...this.#options.enabledEvents],
      livemode: false,
      metadata: {},
      status: 'enabled',
      url,
    };
    this.wake();
  }

  endpointsFor(type: string): readonly string[] {
    const { endpoint } = this;
    return endpoint?.status === 'enabled' && matchesType(endpoint.enabled_events, type) ? [endpoint.id] : [];
  }

  planDeliveries(event: StripeEvent, endpoints: readonly string[]): NewDelivery[] {
    const mode = this.#modeFor(event.type);
    const status = mode === 'hold' ? 'held' : mode === 'never' ? 'dropped' : 'pending';
    const at = Date.now();
    return endpoints.map((id) => ({ event_id: event.id, endpoint_id: id, status, next_attempt_at: at }));
  }

  tell(events: readonly StripeEvent[], deliveries: readonly NewDelivery[]): void {
    for (const delivery of deliveries) {
      const body = events.find((event) => event.id === delivery.event_id);
      if (delivery.status !== 'pending' || !body) continue;
      this.#take({ eventId: body.id, endpointId: delivery.endpoint_id, attempts: 0, body });
    }
  }

  async release(): Promise<number> {
    const released = await this.#options.store.releaseHeld(Date.now());
    this.wake();
    return released;
  }

  async resend(eventId: string): Promise<boolean> {
    const id = this.endpoint?.id ?? 'we_sandbox';
    const isKnown = await this.#options.store.resend(eventId, id, Date.now());
    this.wake();
    return isKnown;
  }

  /** Looks into the stored queue now: at the start, and after anything that may have filled it. */
  wake(): void {
    this.#sleepUntil(0);
  }

  /** Lets what is being sent end (it has its own deadline) and notes the results. */
  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#waiting.length = 0;
    this.#options.sender.close();
    await Promise.allSettled(this.#sending);
    await this.#noting;
    await this.#note();
  }

  #modeFor(type: string): WebhookFault['mode'] {
    const { mode, types } = this.#fault;
    return types === undefined || matchesType(types, type) ? mode : 'normal';
  }

  #take(delivery: Delivery): void {
    if (this.#inHand.has(delivery.eventId)) return;
    this.#inHand.add(delivery.eventId);
    if (delivery.attempts === 0 && this.#modeFor(delivery.body.type) === 'out_of_order')
      this.#gather(delivery);
    else this.#waiting.push(delivery);
    this.#pump();
  }

  #gather(delivery: Delivery): void {
    this.#gathered.push(delivery);
    if (this.#gathered.length > 1) return;
    setTimeout(() => void this.#sendNewestFirst(), gatherMs);
  }

  /** One after the other, so that the wrong order is a certain one. */
  async #sendNewestFirst(): Promise<void> {
    const gathered = this.#gathered.reverse();
    this.#gathered = [];
    for (const delivery of gathered) if (!this.#isClosed) await this.#send(delivery);
  }

  #pump(): void {
    while (!this.#isClosed && this.#sending.size < maxAtOnce) {
      const delivery = this.#waiting.shift();
      if (!delivery) return;
      void this.#send(delivery).then(() => this.#pump());
    }
  }

  #send(delivery: Delivery): Promise<void> {
    const sending = this.#sendOnce(delivery).finally(() => this.#sending.delete(sending));
    this.#sending.add(sending);
    return sending;
  }

  async #sendOnce(delivery: Delivery): Promise<void> {
    const isTwice = delivery.attempts === 0 && this.#modeFor(delivery.body.type) === 'twice';
    const first = await this.#attempt(delivery, 1);
    if (isTwice && first.status === 'delivered') await this.#attempt(delivery, 2);
  }

  async #attempt(delivery: Delivery, nth: number): Promise<AttemptResult> {
    const { sender, clock, secret } = this.#options;
    const url = this.endpoint?.url;
    // Stripe prints its webhooks with line breaks; a receiver that checks re-encoded JSON finds out here.
    const body = JSON.stringify(delivery.body, null, 2);
    const sent = url
      ? await sender.send(url, body, signWebhook(body, secret, clock.nowSeconds()))
      : { httpStatus: null, error: 'no endpoint' };
    const attempt = delivery.attempts + nth;
    const isDelivered = sent.httpStatus !== null && sent.httpStatus >= 200 && sent.httpStatus < 300;
    const status = isDelivered ? 'delivered' : attempt >= maxAttempts ? 'failed' : 'pending';
    const wait = (backoffMs[attempt - 1] ?? backoffMs.at(-1) ?? 0) * (0.8 + Math.random() * 0.4);
    const result: AttemptResult = {
      event_id: delivery.eventId,
      endpoint_id: delivery.endpointId,
      attempt,
      at: Date.now(),
      http_status: sent.httpStatus,
      error: sent.error,
      status,
      next_attempt_at: Date.now() + Math.round(wait),
    };
    this.#results.push(result);
    this.#noting ??= this.#noteSoon();
    return result;
  }

  /** Results are noted together: while one statement runs, the next results gather. */
  async #noteSoon(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 5));
    await this.#note();
    this.#noting = this.#results.length > 0 ? this.#noteSoon() : null;
  }

  async #note(): Promise<void> {
    const results = this.#results;
    this.#results = [];
    if (results.length === 0) return;
    try {
      await this.#options.store.note(results);
    } catch (error) {
      // Unnoted means still pending in the database: sent again later, which is Stripe's promise too.
      this.#options.log(
        `webhook results were not noted: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
    for (const result of results) this.#inHand.delete(result.event_id);
    const retries = results
      .filter((result) => result.status === 'pending')
      .map((result) => result.next_attempt_at);
    if (retries.length > 0) this.#sleepUntil(Math.min(...retries));
  }

  /** One timer, set to the earliest time that anything is due. */
  #sleepUntil(atMs: number): void {
    if (this.#isClosed) return;
    const wait = Math.max(0, atMs - Date.now());
    const before = this.#timer;
    if (before && this.#wakesAt <= Date.now() + wait) return;
    if (before) clearTimeout(before);
    this.#wakesAt = Date.now() + wait;
    this.#timer = setTimeout(() => void this.#takeDue(), wait);
  }

  async #takeDue(): Promise<void> {
    this.#timer = null;
    const { store, log } = this.#options;
    try {
      const due = await store.due(Date.now(), batchSize, [...this.#inHand]);
      for (const delivery of due) this.#take(delivery);
      const next = due.length === batchSize ? Date.now() + 50 : await store.nextDueAt([...this.#inHand]);
      if (next !== null) this.#sleepUntil(next);
    } catch (error) {
      log(`the webhook queue could not be read: ${error instanceof Error ? error.message : String(error)}`);
      this.#sleepUntil(Date.now() + 1_000);
    }
  }
}
