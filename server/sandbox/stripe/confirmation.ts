import { randomToken } from '../core/random-token.ts';
import type { CardBehaviour, Decline } from './cards.ts';
import { chargeFailed, chargePending, chargeSucceeded } from './charges.ts';
import { openDispute } from './disputes.ts';
import { invalidRequest, StripeError, unexpectedState } from './errors.ts';
import type { Params } from './params.ts';
import { assertMay } from './payment-intent.states.ts';
import { createPaymentMethod, findCard, type UsableCard } from './payment-methods.ts';
import type { NextAction, PaymentError, PaymentIntent } from './payment-objects.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** What the sandbox is set to do with payments, and where its own pages are. */
export interface ConfirmationSettings {
  /** Base of the 3-D Secure page, as the caller can reach it. */
  readonly origin: string;
  /** Whether a charge gets its balance transaction at once. */
  readonly isCountedAtOnce: boolean;
  /** Whether the bank answers now; otherwise the intent stays in `processing` until it is settled. */
  readonly isAnsweredAtOnce: boolean;
}

/** Confirms a locked intent. A decline is thrown as Stripe's 402, with everything it left behind staged. */
export async function confirmPaymentIntent(
  unit: UnitOfWork,
  intent: PaymentIntent,
  params: Params,
  settings: ConfirmationSettings,
): Promise<PaymentIntent> {
  const returnUrl = params.text('return_url');
  const usesSdk = params.boolean('use_stripe_sdk');
  assertMay('confirm', intent);
  checkReturnUrl(returnUrl);
  const card = await cardToUse(unit, intent, params);
  const tried: PaymentIntent = {
    ...intent,
    last_payment_error: null,
    next_action: null,
    payment_method: card.method.id,
    processing: null,
    receipt_email: params.text('receipt_email') ?? intent.receipt_email,
    status: 'requires_confirmation',
  };
  if (asksForChallenge(card.behaviour, tried)) {
    if (params.boolean('error_on_requires_action'))
      return orThrow(declineIntent(unit, tried, card, authenticationRequired));
    return startChallenge(unit, tried, { origin: settings.origin, returnUrl: usesSdk ? null : returnUrl });
  }
  return orThrow(pay(unit, tried, card, { ...settings, wasChallenged: false }));
}

/** The shopper answered the 3-D Secure page of a locked intent. */
export async function finishChallenge(
  unit: UnitOfWork,
  intent: PaymentIntent,
  isAuthenticated: boolean,
  settings: ConfirmationSettings,
): Promise<PaymentIntent> {
  const card = await findCard(unit, intent.payment_method ?? '');
  const answered: PaymentIntent = { ...intent, next_action: null };
  if (!isAuthenticated) return failAuthentication(unit, answered, card);
  // The page sends the shopper back either way: a decline is told by the intent's state.
  return pay(unit, answered, card, { ...settings, wasChallenged: true }).intent;
}

/** A payment that was `processing` ends. The intent must be locked. */
export async function settleProcessing(
  unit: UnitOfWork,
  intent: PaymentIntent,
  isPaid: boolean,
  settings: ConfirmationSettings,
): Promise<PaymentIntent> {
  if (intent.status !== 'processing')
    throw unexpectedState(`The intent is ${intent.status}, not processing.`, intent);
  const { method, behaviour } = await findCard(unit, intent.payment_method ?? '');
  const { decline: _, ...willing } = behaviour;
  const decline = behaviour.decline ?? {
    code: 'card_declined',
    declineCode: 'generic_decline',
    message: 'Your card was declined.',
  };
  if (!isPaid) return declineIntent(unit, intent, { method, behaviour }, decline).intent;
  const paying = { ...settings, isAnsweredAtOnce: true, wasChallenged: false };
  return pay(unit, intent, { method, behaviour: willing }, paying).intent;
}

interface PaySettings extends ConfirmationSettings {
  readonly wasChallenged: boolean;
}

/** How a try ended: the intent as it is now, and the error to tell when the card was refused. */
interface Outcome {
  readonly intent: PaymentIntent;
  readonly error: StripeError | null;
}

function orThrow({ intent, error }: Outcome): PaymentIntent {
  if (error) throw error;
  return intent;
}

function pay(unit: UnitOfWork, intent: PaymentIntent, card: UsableCard, settings: PaySettings): Outcome {
  const { behaviour } = card;
  if (behaviour.decline) return declineIntent(unit, intent, card, behaviour.decline, settings.wasChallenged);
  const attempt = { intent, card, wasChallenged: settings.wasChallenged };
  if (!settings.isAnsweredAtOnce) {
    const charge = chargePending(unit, attempt);
    const processing = { type: 'card', card: {} } as const;
    const waiting: PaymentIntent = { ...intent, latest_charge: charge.id, processing, status: 'processing' };
    return { intent: save(unit, waiting, 'processing'), error: null };
  }
  const charge = chargeSucceeded(unit, attempt, settings.isCountedAtOnce);
  const paid: PaymentIntent = {
    ...intent,
    amount_received: intent.amount,
    latest_charge: charge.id,
    processing: null,
    status: 'succeeded',
  };
  save(unit, paid, 'succeeded');
  if (behaviour.dispute) openDispute(unit, { charge, ...behaviour.dispute });
  return { intent: paid, error: null };
}

function startChallenge(
  unit: UnitOfWork,
  intent: PaymentIntent,
  way: { origin: string; returnUrl: string | null },
): PaymentIntent {
  const token = randomToken(32);
  const url = `${way.origin}/3ds/${token}`;
  const nextAction: NextAction = way.returnUrl
    ? { type: 'redirect_to_url', redirect_to_url: { url, return_url: way.returnUrl } }
    : {
        type: 'use_stripe_sdk',
        use_stripe_sdk: { type: 'three_d_secure_redirect', stripe_js: url, source: unit.newId('src') },
      };
  const waiting: PaymentIntent = { ...intent, next_action: nextAction, status: 'requires_action' };
  unit.put(waiting, { challenge: { token, returnUrl: way.returnUrl } });
  unit.emit('payment_intent.requires_action', waiting);
  return waiting;
}

/** Stages the failed charge and the intent that wants another card. */
function declineIntent(
  unit: UnitOfWork,
  intent: PaymentIntent,
  card: UsableCard,
  decline: Decline,
  wasChallenged = false,
): Outcome {
  const charge = chargeFailed(unit, { intent, card, wasChallenged }, decline);
  const { code, message } = decline;
  const error: PaymentError = {
    type: 'card_error',
    code,
    message,
    doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`,
    ...(decline.declineCode && { decline_code: decline.declineCode }),
    ...(decline.param && { param: decline.param }),
    charge: charge.id,
    payment_method: card.method,
  };
  const declined = save(unit, refused(intent, error, charge.id), 'payment_failed');
  return { intent: declined, error: new StripeError(402, { ...error, payment_intent: declined }, true) };
}

function failAuthentication(unit: UnitOfWork, intent: PaymentIntent, card: UsableCard): PaymentIntent {
  const error: PaymentError = {
    type: 'invalid_request_error',
    code: 'payment_intent_authentication_failure',
    doc_url: 'https://stripe.com/docs/error-codes/payment-intent-authentication-failure',
    message:
      'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.',
    payment_method: card.method,
  };
  return save(unit, refused(intent, error, intent.latest_charge), 'payment_failed');
}

function refused(intent: PaymentIntent, error: PaymentError, latestCharge: string | null): PaymentIntent {
  return {
    ...intent,
    last_payment_error: error,
    latest_charge: latestCharge,
    payment_method: null,
    processing: null,
    status: 'requires_payment_method',
  };
}

function save(unit: UnitOfWork, intent: PaymentIntent, event: string): PaymentIntent {
  unit.put(intent);
  unit.emit(`payment_intent.${event}`, intent);
  return intent;
}

function asksForChallenge(behaviour: CardBehaviour, intent: PaymentIntent): boolean {
  const wanted = intent.payment_method_options.card.request_three_d_secure;
  return behaviour.hasChallenge === true || wanted === 'challenge';
}

async function cardToUse(unit: UnitOfWork, intent: PaymentIntent, params: Params): Promise<UsableCard> {
  const data = params.object('payment_method_data');
  if (data) return createPaymentMethod(unit, data);
  const id = params.text('payment_method') ?? intent.payment_method;
  if (id !== null) return findCard(unit, id);
  throw unexpectedState(
    "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
    intent,
  );
}

/**
 * Stripe asks for a `return_url` whenever a method of the account might redirect. The sandbox has cards only, whose
 * 3-D Secure page can be told where to go or not, so a confirmation by hand is not refused for want of one.
 */
function checkReturnUrl(returnUrl: string | null): void {
  if (returnUrl !== null && !URL.canParse(returnUrl)) {
    throw invalidRequest('Not a valid URL', { code: 'url_invalid', param: 'return_url' });
  }
}

const authenticationRequired: Decline = {
  code: 'authentication_required',
  declineCode: 'authentication_required',
  message: 'Your card was declined. This transaction requires authentication.',
};
