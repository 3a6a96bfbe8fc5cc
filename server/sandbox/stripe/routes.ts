import { checkClientSecret } from './auth.ts';
import type { ConfirmationSettings } from './confirmation.ts';
import { confirmPaymentIntent } from './confirmation.ts';
import { createCustomer } from './customers.ts';
import { answerDispute, endDispute } from './disputes.ts';
import { missingResource } from './errors.ts';
import { balanceFilter, eventFilter, listAnswer, listFilter } from './lists.ts';
import type { StripeKind, WebhookEndpoint } from './objects.ts';
import {
  cancelPaymentIntent,
  confirmationParams,
  createPaymentIntent,
  publishableView,
  updatePaymentIntent,
} from './payment-intents.ts';
import { createPaymentMethod } from './payment-methods.ts';
import type { PaymentIntent } from './payment-objects.ts';
import type { Call, Route } from './pipeline.ts';
import { createRefund } from './refunds.ts';
import type { ListFilter } from './store.ts';

/** What the routes need of the running sandbox. */
interface RouteSettings {
  confirmation(origin: string): ConfirmationSettings;
  webhookEndpoints(): readonly WebhookEndpoint[];
}

type MatchName = keyof ListFilter['match'];

/** Stripe's API as the sandbox speaks it: the table to look at first. */
export function stripeRoutes(settings: RouteSettings): readonly Route[] {
  return [
    ...paymentIntentRoutes(settings),
    {
      method: 'POST',
      path: '/v1/payment_methods',
      isForBrowsers: true,
      handle: ({ unit, params }) => createPaymentMethod(unit, params).method,
    },
    ...readRoutes('payment_method', '/v1/payment_methods', ['customer']),
    ...readRoutes('charge', '/v1/charges', ['payment_intent', 'customer']),
    { method: 'GET', path: '/v1/balance_transactions', handle: listBalanceTransactions },
    retrieveRoute('balance_transaction', '/v1/balance_transactions/:id'),
    { method: 'POST', path: '/v1/refunds', handle: ({ unit, params }) => createRefund(unit, params) },
    { method: 'POST', path: '/v1/refunds/:id', handle: updateRefund },
    ...readRoutes('refund', '/v1/refunds', ['payment_intent', 'charge']),
    ...readRoutes('dispute', '/v1/disputes', ['payment_intent', 'charge']),
    {
      method: 'POST',
      path: '/v1/disputes/:id',
      handle: async (call) => answerDispute(call.unit, await lockedDispute(call), call.params),
    },
    {
      method: 'POST',
      path: '/v1/disputes/:id/close',
      handle: async (call) => endDispute(call.unit, await lockedDispute(call), 'lost'),
    },
    { method: 'POST', path: '/v1/customers', handle: ({ unit, params }) => createCustomer(unit, params) },
    ...readRoutes('customer', '/v1/customers', []),
    { method: 'GET', path: '/v1/events', handle: listEvents },
    { method: 'GET', path: '/v1/events/:id', handle: retrieveEvent },
    {
      method: 'GET',
      path: '/v1/webhook_endpoints',
      handle: () => listEndpoints(settings.webhookEndpoints()),
    },
    {
      method: 'GET',
      path: '/v1/webhook_endpoints/:id',
      handle: ({ id }) => findEndpoint(settings.webhookEndpoints(), id),
    },
    { method: 'GET', path: '/v1/account', handle: account },
  ];
}

function paymentIntentRoutes(settings: RouteSettings): Route[] {
  return [
    {
      method: 'POST',
      path: '/v1/payment_intents',
      handle: ({ unit, params, origin }) => createPaymentIntent(unit, params, settings.confirmation(origin)),
    },
    listRoute('payment_intent', '/v1/payment_intents', ['customer']),
    {
      method: 'GET',
      path: '/v1/payment_intents/:id',
      isForBrowsers: true,
      handle: async (call) => {
        const intent = await call.unit.get('payment_intent', call.id);
        return forCaller(call, intent, intent);
      },
    },
    {
      method: 'POST',
      path: '/v1/payment_intents/:id',
      handle: async (call) => updatePaymentIntent(call.unit, await lockedIntent(call), call.params),
    },
    {
      method: 'POST',
      path: '/v1/payment_intents/:id/confirm',
      isForBrowsers: true,
      handle: (call) => confirm(call, settings),
    },
    {
      method: 'POST',
      path: '/v1/payment_intents/:id/cancel',
      handle: async (call) => cancelPaymentIntent(call.unit, await lockedIntent(call), call.params),
    },
  ];
}

async function confirm(call: Call, settings: RouteSettings): Promise<object> {
  const { unit, params } = call;
  const intent = await lockedIntent(call);
  if (call.keyKind === 'publishable') checkClientSecret(intent, params.text('client_secret'));
  params.ignore('payment_method', 'payment_method_data', 'receipt_email', 'shipping', 'setup_future_usage');
  params.ignore('payment_method_options', 'payment_method_types', ...confirmationParams);
  params.rejectUnknown();
  const confirmed = await confirmPaymentIntent(unit, intent, params, settings.confirmation(call.origin));
  return forCaller(call, confirmed, intent);
}

/** A browser proves itself by the client secret and sees the reduced view. */
function forCaller(call: Call, answer: PaymentIntent, asked: PaymentIntent): object {
  if (call.keyKind === 'secret') return answer;
  checkClientSecret(asked, call.params.text('client_secret'));
  return publishableView(answer);
}

async function lockedIntent({ unit, id }: Call): Promise<PaymentIntent> {
  await unit.lock(id);
  return unit.get('payment_intent', id);
}

async function lockedDispute({ unit, id }: Call) {
  const { payment_intent } = await unit.get('dispute', id);
  await unit.lock(payment_intent);
  return unit.get('dispute', id);
}

async function updateRefund({ unit, params, id }: Call) {
  const { payment_intent } = await unit.get('refund', id);
  await unit.lock(payment_intent);
  const stored = await unit.find('refund', id);
  if (!stored) throw missingResource('refund', id);
  const updated = { ...stored.object, metadata: params.metadata(stored.object.metadata) };
  params.rejectUnknown();
  unit.put(updated, stored.hidden);
  unit.emit('refund.updated', updated);
  return updated;
}

function readRoutes(kind: StripeKind, path: string, match: readonly MatchName[]): Route[] {
  return [listRoute(kind, path, match), retrieveRoute(kind, `${path}/:id`)];
}

function retrieveRoute(kind: StripeKind, path: string): Route {
  return { method: 'GET', path, handle: ({ unit, id }) => unit.get(kind, id) };
}

function listRoute(kind: StripeKind, path: string, match: readonly MatchName[]): Route {
  return {
    method: 'GET',
    path,
    handle: async ({ unit, params }) => {
      const filter = listFilter(params, match);
      params.rejectUnknown();
      return listAnswer(await unit.store.list(kind, filter), path);
    },
  };
}

async function listBalanceTransactions({ unit, params }: Call) {
  const filter = balanceFilter(params);
  params.rejectUnknown();
  return listAnswer(await unit.store.list('balance_transaction', filter), '/v1/balance_transactions');
}

async function listEvents({ unit, params }: Call) {
  const filter = eventFilter(params);
  params.rejectUnknown();
  return listAnswer(await unit.store.listEvents(filter), '/v1/events');
}

async function retrieveEvent({ unit, id }: Call) {
  const event = await unit.store.findEvent(id);
  if (!event) throw missingResource('event', id);
  return event;
}

function listEndpoints(endpoints: readonly WebhookEndpoint[]) {
  return listAnswer({ data: [...endpoints], has_more: false }, '/v1/webhook_endpoints');
}

function findEndpoint(endpoints: readonly WebhookEndpoint[], id: string) {
  const found = endpoints.find((endpoint) => endpoint.id === id);
  if (!found) throw missingResource('webhook endpoint', id);
  return found;
}

/** Enough for a client to see whose key it holds. */
function account() {
  return {
    id: 'acct_sandbox',
    object: 'account',
    charges_enabled: true,
    country: 'US',
    default_currency: 'usd',
    details_submitted: true,
    payouts_enabled: true,
    settings: { dashboard: { display_name: 'Sandbox', timezone: 'Etc/UTC' } },
    type: 'standard',
  };
}
