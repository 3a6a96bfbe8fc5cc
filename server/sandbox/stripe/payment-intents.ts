import { randomToken } from '../core/random-token.ts';
import { type ConfirmationSettings, confirmPaymentIntent } from './confirmation.ts';
import { checkChargeAmount, checkedCurrency } from './currencies.ts';
import { invalidRequest } from './errors.ts';
import type { Params } from './params.ts';
import { assertMay } from './payment-intent.states.ts';
import { createPaymentMethod, findCard } from './payment-methods.ts';
import type { PaymentIntent, PublishablePaymentIntent } from './payment-objects.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** Confirmation's own parameters, which may also come with creation when `confirm=true`. */
export const confirmationParams = [
  'return_url',
  'use_stripe_sdk',
  'off_session',
  'error_on_requires_action',
  'mandate_data',
  'expected_payment_method_type',
] as const;
const futureUsages = ['off_session', 'on_session'] as const;
const captureMethods = ['automatic', 'automatic_async'] as const;
const cancellationReasons = ['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer'] as const;

/** Read once the parameters of a creation are all known to be good. */
export async function createPaymentIntent(unit: UnitOfWork, params: Params, settings: ConfirmationSettings) {
  const amount = params.requiredInteger('amount');
  const currency = checkedCurrency(params.requiredText('currency'));
  checkChargeAmount(amount, currency);
  const customer = params.text('customer');
  const intent = blankIntent(unit, params, { amount, currency, customer });
  const isConfirmed = params.boolean('confirm');
  params.ignore('payment_method', 'payment_method_data', 'shipping', 'confirmation_method', 'amount_details');
  params.ignore('payment_method_configuration', ...confirmationParams);
  params.rejectUnknown();
  if (customer) await unit.get('customer', customer, 'customer');
  const method = await givenPaymentMethod(unit, params);
  const created: PaymentIntent = method
    ? { ...intent, payment_method: method, status: 'requires_confirmation' }
    : intent;
  unit.put(created);
  unit.emit('payment_intent.created', created);
  if (!isConfirmed) return created;
  return confirmPaymentIntent(unit, created, params, settings);
}

/** `POST /v1/payment_intents/:id`. The intent must be locked. */
export async function updatePaymentIntent(
  unit: UnitOfWork,
  intent: PaymentIntent,
  params: Params,
): Promise<PaymentIntent> {
  const asked = params.integer('amount');
  const currency = params.has('currency')
    ? checkedCurrency(params.requiredText('currency'))
    : intent.currency;
  const amount = asked ?? intent.amount;
  if (amount !== intent.amount || currency !== intent.currency) {
    checkChargeAmount(amount, currency);
    assertMay('changeAmount', intent);
  }
  const customer = params.has('customer') ? params.text('customer') : intent.customer;
  const changed = {
    amount,
    currency,
    customer,
    description: params.has('description') ? params.text('description') : intent.description,
    metadata: params.metadata(intent.metadata),
    receipt_email: params.has('receipt_email') ? params.text('receipt_email') : intent.receipt_email,
    setup_future_usage: params.oneOf('setup_future_usage', futureUsages) ?? intent.setup_future_usage,
  };
  params.ignore(
    'payment_method',
    'payment_method_data',
    'payment_method_types',
    'shipping',
    'statement_descriptor',
  );
  params.ignore(
    'statement_descriptor_suffix',
    'transfer_group',
    'payment_method_options',
    'automatic_payment_methods',
  );
  params.rejectUnknown();
  if (customer && customer !== intent.customer) await unit.get('customer', customer, 'customer');
  const method = await givenPaymentMethod(unit, params);
  if (method) assertMay('changePaymentMethod', intent);
  const updated: PaymentIntent = {
    ...intent,
    ...changed,
    ...(method && { payment_method: method, status: 'requires_confirmation', next_action: null }),
  };
  const stored = await unit.find('payment_intent', intent.id);
  unit.put(updated, method ? {} : stored?.hidden);
  return updated;
}

/** `POST /v1/payment_intents/:id/cancel`. The intent must be locked. */
export function cancelPaymentIntent(unit: UnitOfWork, intent: PaymentIntent, params: Params): PaymentIntent {
  const reason = params.oneOf('cancellation_reason', cancellationReasons);
  params.rejectUnknown();
  assertMay('cancel', intent);
  const canceled: PaymentIntent = {
    ...intent,
    canceled_at: unit.now,
    cancellation_reason: reason,
    next_action: null,
    status: 'canceled',
  };
  unit.put(canceled);
  unit.emit('payment_intent.canceled', canceled);
  return canceled;
}

/** What a publishable key may see of an intent whose client secret it holds. */
export function publishableView(intent: PaymentIntent | PublishablePaymentIntent): PublishablePaymentIntent {
  if (!('latest_charge' in intent)) return intent;
  const {
    amount_capturable,
    amount_received,
    application,
    application_fee_amount,
    customer,
    customer_account,
    latest_charge,
    metadata,
    on_behalf_of,
    payment_method_options,
    review,
    statement_descriptor,
    statement_descriptor_suffix,
    transfer_data,
    transfer_group,
    ...visible
  } = intent;
  return visible;
}

async function givenPaymentMethod(unit: UnitOfWork, params: Params): Promise<string | null> {
  const data = params.object('payment_method_data');
  if (data) return createPaymentMethod(unit, data).method.id;
  const id = params.text('payment_method');
  return id === null ? null : (await findCard(unit, id)).method.id;
}

function blankIntent(
  unit: UnitOfWork,
  params: Params,
  money: Pick<PaymentIntent, 'amount' | 'currency' | 'customer'>,
): PaymentIntent {
  const id = unit.newId('pi');
  const ways = waysToPay(params);
  const threeDSecure = params
    .object('payment_method_options')
    ?.object('card')
    ?.text('request_three_d_secure');
  return {
    id,
    object: 'payment_intent',
    ...money,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: ways.automatic,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: params.oneOf('capture_method', captureMethods) ?? 'automatic_async',
    client_secret: `${id}_secret_${randomToken(25)}`,
    confirmation_method: 'automatic',
    created: unit.now,
    customer_account: null,
    description: params.text('description'),
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    metadata: params.metadata(),
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: ways.automatic ? { id: 'pmc_sandbox', parent: null } : null,
    payment_method_options: {
      card: {
        installments: null,
        mandate_options: null,
        network: null,
        request_three_d_secure: threeDSecure ?? 'automatic',
      },
    },
    payment_method_types: ways.types,
    processing: null,
    receipt_email: params.text('receipt_email'),
    review: null,
    setup_future_usage: params.oneOf('setup_future_usage', futureUsages),
    shipping: null,
    source: null,
    statement_descriptor: params.text('statement_descriptor'),
    statement_descriptor_suffix: params.text('statement_descriptor_suffix'),
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: params.text('transfer_group'),
  };
}

/** Since API version 2023-08-16 an intent that names no types takes what the Dashboard allows: here, cards. */
function waysToPay(params: Params): {
  automatic: PaymentIntent['automatic_payment_methods'];
  types: string[];
} {
  const automatic = params.object('automatic_payment_methods');
  const isAutomatic = automatic?.boolean('enabled') ?? false;
  const allowRedirects = automatic?.oneOf('allow_redirects', ['always', 'never']) ?? 'always';
  automatic?.rejectUnknown();
  const types = params.texts('payment_method_types');
  if (isAutomatic && types.length > 0) {
    throw invalidRequest(
      'You may only specify one of these parameters: automatic_payment_methods, payment_method_types.',
    );
  }
  const unknown = types.find((type) => type !== 'card');
  if (unknown !== undefined) {
    const message = `The payment method type "${unknown}" is invalid: this sandbox takes cards only.`;
    throw invalidRequest(message, { param: 'payment_method_types' });
  }
  if (types.length > 0) return { automatic: null, types };
  return { automatic: { allow_redirects: allowRedirects, enabled: true }, types: ['card'] };
}
