import type { IncomingMessage, ServerResponse } from 'node:http';
import { pathOf, readBody, send, sendJson } from '../core/http-server.ts';
import { type ConfirmationSettings, finishChallenge } from './confirmation.ts';
import { parseForm } from './form-encoding.ts';
import type { PaymentIntent } from './payment-objects.ts';
import { challengeOverPage, challengePage } from './three-d-secure-page.ts';
import { type UnitContext, UnitOfWork } from './unit-of-work.ts';

interface ThreeDSecureOptions {
  readonly context: UnitContext;
  confirmation(origin: string): ConfirmationSettings;
}

/**
 * `GET /3ds/:token` is the bank's page; its `POST outcome=complete|fail` ends the challenge and sends the shopper back
 * to the `return_url` with Stripe's parameters. With `Accept: application/json` the intent is answered instead.
 */
export async function answerThreeDSecure(
  options: ThreeDSecureOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const token = pathOf(request).slice('/3ds/'.length);
  const isJson = (request.headers.accept ?? '').startsWith('application/json');
  const found = await options.context.store.findByChallenge(token);
  const returnUrl = found?.hidden.challenge?.returnUrl ?? null;
  const isPost = request.method === 'POST';
  const outcome = isPost ? parseForm(await readBody(request)).outcome : null;
  if (!found) return over(response, 404, isJson);
  if (!isPost) return page(response, 200, challengePage(found.object));
  if (outcome !== 'complete' && outcome !== 'fail') return page(response, 400, challengePage(found.object));
  const intent = await finish(options, request, found.object.id, token, outcome === 'complete');
  if (!intent) return over(response, 409, isJson);
  if (isJson) return sendJson(response, 200, intent);
  if (!returnUrl) return page(response, 200, challengeOverPage('Authentication is over'));
  send(response, { status: 303, headers: { location: backTo(returnUrl, intent) }, body: '' });
}

async function finish(
  options: ThreeDSecureOptions,
  request: IncomingMessage,
  id: string,
  token: string,
  isAuthenticated: boolean,
): Promise<PaymentIntent | null> {
  const unit = new UnitOfWork(options.context, null);
  try {
    await unit.lock(id);
    const now = await unit.find('payment_intent', id);
    // Canceled, tried anew or answered in another window meanwhile.
    if (now?.object.status !== 'requires_action' || now.hidden.challenge?.token !== token) return null;
    const settings = options.confirmation(`http://${request.headers.host ?? ''}`);
    const intent = await finishChallenge(unit, now.object, isAuthenticated, settings);
    await unit.commit(null);
    return intent;
  } finally {
    unit.release();
  }
}

/** The parameters that Stripe adds to the return URL. Source: https://docs.stripe.com/payments/3d-secure */
function backTo(returnUrl: string, intent: PaymentIntent): string {
  const url = new URL(returnUrl);
  url.searchParams.set('payment_intent', intent.id);
  url.searchParams.set('payment_intent_client_secret', intent.client_secret);
  const isPassed = intent.status === 'succeeded' || intent.status === 'processing';
  url.searchParams.set('redirect_status', isPassed ? 'succeeded' : 'failed');
  return url.href;
}

function over(response: ServerResponse, status: number, isJson: boolean): void {
  const message = 'This authentication is already over';
  if (isJson) sendJson(response, status, { error: { type: 'invalid_request_error', message } });
  else page(response, status, challengeOverPage(message));
}

function page(response: ServerResponse, status: number, body: string): void {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors *",
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  };
  send(response, { status, headers, body });
}
