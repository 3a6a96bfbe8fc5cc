import type { IncomingMessage, ServerResponse } from 'node:http';
import { type FaultBoard, linger, sufferAfterWork, sufferBeforeWork } from '../core/api-faults.ts';
import { type Answer, pathOf, queryOf, readBody, send } from '../core/http-server.ts';
import { randomToken } from '../core/random-token.ts';
import { authenticate, type KeyKind, requireSecretKey, type StripeKeys } from './auth.ts';
import { invalidRequest, StripeError } from './errors.ts';
import { asJson, expandAll } from './expand.ts';
import { FormEncodingError, parseForm } from './form-encoding.ts';
import { fingerprintOf, type IdempotencyKeys, type RequestIdentity } from './idempotency.ts';
import { stripeApiVersion } from './objects.ts';
import { Params } from './params.ts';
import { publishableView } from './payment-intents.ts';
import type { KeptAnswer } from './store.ts';
import type { StripeFault } from './stripe-faults.ts';
import { type UnitContext, UnitOfWork } from './unit-of-work.ts';

/** What a route gets: its reader of parameters, the id in its path, and the unit that its work belongs to. */
export interface Call {
  readonly unit: UnitOfWork;
  readonly params: Params;
  readonly id: string;
  readonly keyKind: KeyKind;
  /** This server's address as the caller named it, for links a browser must be able to open. */
  readonly origin: string;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** `:id` stands for the id. */
  readonly path: string;
  /** Whether a browser with a publishable key may call it. */
  readonly isForBrowsers?: true;
  readonly handle: (call: Call) => Promise<object> | object;
}

interface PipelineOptions {
  readonly routes: readonly Route[];
  readonly keys: StripeKeys;
  readonly context: UnitContext;
  readonly idempotency: IdempotencyKeys;
  readonly faults: FaultBoard<StripeFault>;
}

interface Reply {
  readonly status: number;
  readonly body: string;
  readonly headers: Record<string, string>;
}

/** One request of Stripe's API from its arrival to its answer: fault, key, idempotency, work, commit, answer. */
export async function answerApi(
  options: PipelineOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === 'OPTIONS') return send(response, preflight(request));
  const requestId = `req_${randomToken(14)}`;
  const body = await readBody(request);
  const fault = options.faults.take(request.method ?? 'GET', pathOf(request));
  if (await sufferBeforeWork(fault, request, response)) return;
  const reply =
    fault?.mode === 'error500'
      ? replyOf(serverError(fault.status ?? 500))
      : await work(options, { request, body, requestId, fault });
  if (await sufferAfterWork(fault, request, response)) return;
  send(response, {
    status: reply.status,
    body: reply.body,
    headers: {
      'content-type': 'application/json',
      'request-id': requestId,
      'stripe-version': stripeApiVersion,
      'cache-control': 'no-cache, no-store',
      ...openToBrowsers,
      ...reply.headers,
    },
  });
}

interface Arrival {
  readonly request: IncomingMessage;
  readonly body: string;
  readonly requestId: string;
  readonly fault: StripeFault | null;
}

async function work(options: PipelineOptions, { request, body, requestId, fault }: Arrival): Promise<Reply> {
  const idempotencyKey = request.method === 'POST' ? headerOf(request, 'idempotency-key') : null;
  const identity = idempotencyKey === null ? null : { key: idempotencyKey, path: pathOf(request), body };
  try {
    const params = readParams(request, body);
    const keyKind = authenticate(request, params, options.keys);
    const { route, id } = routeFor(options.routes, request);
    if (!route.isForBrowsers) requireSecretKey(keyKind);
    const kept = identity && (await options.idempotency.take(identity, options.context.clock.nowSeconds()));
    if (kept) return replay(kept);
    try {
      if (fault?.mode === 'latency') await linger(fault);
      const unit = new UnitOfWork(options.context, { id: requestId, idempotencyKey });
      const origin = `http://${request.headers.host ?? ''}`;
      return await perform(route, { unit, params, id, keyKind, origin }, identity, requestId);
    } finally {
      if (identity) options.idempotency.release(identity.key);
    }
  } catch (error) {
    return replyOf(asStripeError(error));
  }
}

/** Does the work and commits it together with its answer. */
async function perform(
  route: Route,
  call: Call,
  identity: RequestIdentity | null,
  requestId: string,
): Promise<Reply> {
  const { unit } = call;
  const keep = (reply: Reply): KeptAnswer | null =>
    identity && {
      key: identity.key,
      fingerprint: fingerprintOf(identity),
      path: identity.path,
      request_id: requestId,
      status: reply.status,
      body: reply.body,
      created: unit.now,
    };
  try {
    const result = asJson(await route.handle(call));
    const expanded = await expandAll(unit, result, call.params.texts('expand'));
    const reply = { status: 200, body: JSON.stringify(expanded, null, 2), headers: {} };
    await unit.commit(keep(reply));
    return reply;
  } catch (error) {
    if (!(error instanceof StripeError)) throw error;
    const seen = call.keyKind === 'publishable' ? forBrowser(error) : error;
    if (!error.isExecuted) throw seen;
    const reply = replyOf(seen);
    await unit.commit(keep(reply));
    return reply;
  } finally {
    unit.release();
  }
}

/** An error carries the intent along: to a browser in its reduced view, which is also what is kept. */
function forBrowser(error: StripeError): StripeError {
  const { payment_intent: intent } = error.body;
  if (!intent) return error;
  return new StripeError(
    error.status,
    { ...error.body, payment_intent: publishableView(intent) },
    error.isExecuted,
  );
}

function readParams(request: IncomingMessage, body: string): Params {
  const type = request.headers['content-type'] ?? '';
  if (request.method === 'POST' && body !== '' && !type.startsWith('application/x-www-form-urlencoded')) {
    throw invalidRequest(
      `Invalid request. (Hint: the API takes 'application/x-www-form-urlencoded', you sent '${type}'.)`,
    );
  }
  try {
    return new Params(parseForm(request.method === 'POST' ? body : queryOf(request)));
  } catch (error) {
    if (error instanceof FormEncodingError) throw invalidRequest(error.message);
    throw error;
  }
}

function routeFor(routes: readonly Route[], request: IncomingMessage): { route: Route; id: string } {
  const path = pathOf(request);
  const steps = path.split('/');
  for (const route of routes) {
    if (route.method !== request.method) continue;
    const wanted = route.path.split('/');
    if (wanted.length !== steps.length) continue;
    if (!wanted.every((step, index) => step === steps[index] || (step === ':id' && steps[index] !== '')))
      continue;
    return { route, id: wanted.includes(':id') ? (steps[wanted.indexOf(':id')] ?? '') : '' };
  }
  throw new StripeError(404, {
    type: 'invalid_request_error',
    message: `Unrecognized request URL (${request.method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
  });
}

function replay(kept: KeptAnswer): Reply {
  const headers = { 'idempotent-replayed': 'true', 'original-request': kept.request_id };
  return { status: kept.status, body: kept.body, headers };
}

function replyOf(error: StripeError): Reply {
  return { status: error.status, body: JSON.stringify({ error: error.body }, null, 2), headers: {} };
}

function asStripeError(error: unknown): StripeError {
  if (error instanceof StripeError) return error;
  throw error;
}

function serverError(status: number): StripeError {
  return new StripeError(status, {
    type: 'api_error',
    message: 'Sorry! There was an error while talking to one of our backends. Support has been notified.',
  });
}

function headerOf(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

const openToBrowsers = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'Request-Id, Idempotent-Replayed',
};

/** A browser asks first. It may: the key and the client secret are what guards the API, as at Stripe. */
function preflight(request: IncomingMessage): Answer {
  const asked = headerOf(request, 'access-control-request-headers');
  const isPrivate = request.headers['access-control-request-private-network'] === 'true';
  return {
    status: 204,
    body: '',
    headers: {
      ...openToBrowsers,
      'access-control-allow-methods': 'GET, HEAD, PUT, PATCH, POST, DELETE',
      'access-control-allow-headers': asked ?? 'Authorization, Content-Type, Idempotency-Key, Stripe-Version',
      'access-control-max-age': '300',
      ...(isPrivate && { 'access-control-allow-private-network': 'true' }),
    },
  };
}
