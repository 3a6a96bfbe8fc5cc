import { createHash } from 'node:crypto';
import { checkedCard } from './card-validation.ts';
import { brandOf, type CardBehaviour, cardByName, cardByNumber, countryOf } from './cards.ts';
import { invalidRequest, missingParameter, missingResource, StripeError } from './errors.ts';
import type { Params } from './params.ts';
import type { BillingDetails, CardFace, PaymentMethod } from './payment-objects.ts';
import type { UnitOfWork } from './unit-of-work.ts';

export interface UsableCard {
  readonly method: PaymentMethod;
  readonly behaviour: CardBehaviour;
}

/** `POST /v1/payment_methods` and `payment_method_data`: a new stored payment method from what was sent. */
export function createPaymentMethod(unit: UnitOfWork, params: Params): UsableCard {
  const type = params.requiredText('type');
  if (type !== 'card') {
    throw invalidRequest(
      `The payment method type "${type}" is not supported by this sandbox: only card is.`,
      {
        param: 'type',
      },
    );
  }
  const card = params.object('card');
  if (!card) throw missingParameter('card');
  const billing = billingDetailsOf(params.object('billing_details'));
  const metadata = params.metadata();
  params.ignore('allow_redisplay');
  params.rejectUnknown();
  const token = card.text('token');
  if (token) return keepCard(unit, cardNamed(token.replace(/^tok_/, ''), token), { billing, metadata });
  const typed = checkedCard(card, unit.now);
  const behaviour = cardByNumber(typed.number);
  if (!behaviour) throw liveCardError();
  return keepCard(unit, behaviour, { billing, metadata, ...typed });
}

/**
 * The card behind a payment method id. Each use of a test name such as `pm_card_visa` makes a new payment method, as
 * Stripe's do.
 */
export async function findCard(unit: UnitOfWork, id: string): Promise<UsableCard> {
  if (id.startsWith('pm_card_')) {
    const behaviour = cardNamed(id.slice('pm_card_'.length), id);
    return keepCard(unit, behaviour, { billing: billingDetailsOf(null), metadata: {} });
  }
  const found = await unit.find('payment_method', id);
  const behaviour = cardByName(found?.hidden.card ?? '');
  if (!found || !behaviour) throw missingResource('PaymentMethod', id, 'payment_method');
  return { method: found.object, behaviour };
}

function cardNamed(name: string, id: string): CardBehaviour {
  const behaviour = cardByName(name);
  if (!behaviour) throw missingResource('PaymentMethod', id, 'payment_method');
  return behaviour;
}

interface CardDetails {
  readonly billing: BillingDetails;
  readonly metadata: PaymentMethod['metadata'];
  readonly expMonth?: number;
  readonly expYear?: number;
  readonly hasCvc?: boolean;
}

function keepCard(unit: UnitOfWork, behaviour: CardBehaviour, details: CardDetails): UsableCard {
  const year = new Date(unit.now * 1000).getUTCFullYear();
  const face = faceOf(behaviour, details.expMonth ?? 12, details.expYear ?? year + 4);
  const isCvcWrong = behaviour.decline?.code === 'incorrect_cvc';
  const method: PaymentMethod = {
    id: unit.newId('pm'),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: details.billing,
    card: {
      ...face,
      checks: {
        address_line1_check: null,
        address_postal_code_check: details.billing.address.postal_code ? 'pass' : null,
        cvc_check: details.hasCvc ? (isCvcWrong ? 'fail' : 'pass') : null,
      },
      display_brand: face.brand,
      generated_from: null,
      networks: { available: [face.brand], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: unit.now,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: details.metadata,
    type: 'card',
  };
  unit.put(method, { card: behaviour.name });
  return { method, behaviour };
}

function faceOf(behaviour: CardBehaviour, expMonth: number, expYear: number): CardFace {
  const { number } = behaviour;
  return {
    brand: brandOf(number)?.name ?? 'unknown',
    country: countryOf(number),
    exp_month: expMonth,
    exp_year: expYear,
    fingerprint: createHash('sha256')
      .update(`card ${number}`)
      .digest('base64url')
      .replaceAll(/[-_]/g, '0')
      .slice(0, 16),
    funding: behaviour.name.endsWith('_debit') ? 'debit' : 'credit',
    last4: number.slice(-4),
  };
}

function billingDetailsOf(params: Params | null): BillingDetails {
  const address = params?.object('address') ?? null;
  const line = (name: string) => address?.text(name) ?? null;
  return {
    address: {
      city: line('city'),
      country: line('country'),
      line1: line('line1'),
      line2: line('line2'),
      postal_code: line('postal_code'),
      state: line('state'),
    },
    email: params?.text('email') ?? null,
    name: params?.text('name') ?? null,
    phone: params?.text('phone') ?? null,
    tax_id: null,
  };
}

function liveCardError(): StripeError {
  return new StripeError(402, {
    type: 'card_error',
    code: 'card_declined',
    decline_code: 'test_mode_live_card',
    message:
      'Your card was declined. Your request was in test mode, but used a non test (live) card. For a list of valid test cards, visit: https://stripe.com/docs/testing.',
    param: 'number',
  });
}
