import { countCharge } from './balance-transactions.ts';
import type { Decline } from './cards.ts';
import type { UsableCard } from './payment-methods.ts';
import type { Charge, ChargeOutcome, PaymentIntent } from './payment-objects.ts';
import type { UnitOfWork } from './unit-of-work.ts';

interface ChargeAttempt {
  readonly intent: PaymentIntent;
  readonly card: UsableCard;
  readonly wasChallenged: boolean;
}

/** Takes the money. `isCounted` false leaves the balance transaction for later, as asynchronous capture may. */
export function chargeSucceeded(unit: UnitOfWork, attempt: ChargeAttempt, isCounted: boolean): Charge {
  const charge: Charge = {
    ...chargeOf(unit, attempt),
    amount_captured: attempt.intent.amount,
    captured: true,
    outcome: outcome('approved_by_network', 'authorized', 'Payment complete.'),
    paid: true,
    status: 'succeeded',
  };
  const counted = isCounted ? { ...charge, balance_transaction: countCharge(unit, charge).id } : charge;
  unit.put(counted);
  unit.emit('charge.succeeded', counted);
  return counted;
}

/** A bank-side payment that is still under way. */
export function chargePending(unit: UnitOfWork, attempt: ChargeAttempt): Charge {
  const charge: Charge = {
    ...chargeOf(unit, attempt),
    amount_captured: attempt.intent.amount,
    captured: true,
    outcome: outcome('approved_by_network', 'authorized', 'Payment complete.'),
    status: 'pending',
  };
  unit.put(charge);
  unit.emit('charge.pending', charge);
  return charge;
}

export function chargeFailed(unit: UnitOfWork, attempt: ChargeAttempt, decline: Decline): Charge {
  const failure = { failure_code: decline.code, failure_message: decline.message, status: 'failed' } as const;
  const charge: Charge = { ...chargeOf(unit, attempt), ...failure, outcome: declinedOutcome(decline) };
  unit.put(charge);
  unit.emit('charge.failed', charge);
  return charge;
}

/** Gives a succeeded charge its balance transaction afterwards, and tells of it with `charge.updated`. */
export function countLater(unit: UnitOfWork, charge: Charge): Charge {
  const counted: Charge = { ...charge, balance_transaction: countCharge(unit, charge).id };
  unit.put(counted);
  unit.emit('charge.updated', counted, { balance_transaction: null });
  return counted;
}

function chargeOf(unit: UnitOfWork, attempt: ChargeAttempt): Charge {
  const { intent, card } = attempt;
  return {
    // A payment that was under way ends as the charge that it began as.
    id: (intent.processing && intent.latest_charge) ?? unit.newId('ch'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: card.method.billing_details,
    calculated_statement_descriptor: intent.statement_descriptor ?? 'SANDBOX',
    captured: false,
    created: unit.now,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: outcome('approved_by_network', 'authorized', 'Payment complete.'),
    paid: false,
    payment_intent: intent.id,
    payment_method: card.method.id,
    payment_method_details: cardDetailsOf(attempt),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: 'pending',
    transfer_data: null,
    transfer_group: intent.transfer_group,
  };
}

function cardDetailsOf({ intent, card, wasChallenged }: ChargeAttempt): Charge['payment_method_details'] {
  const face = card.method.card;
  return {
    card: {
      amount_authorized: intent.amount,
      authorization_code: null,
      brand: face.brand,
      checks: face.checks,
      country: face.country,
      exp_month: face.exp_month,
      exp_year: face.exp_year,
      fingerprint: face.fingerprint,
      funding: face.funding,
      installments: null,
      last4: face.last4,
      mandate: null,
      network: face.brand,
      network_token: { used: false },
      network_transaction_id: null,
      three_d_secure: wasChallenged
        ? { authentication_flow: 'challenge', result: 'authenticated', result_reason: null, version: '2.2.0' }
        : null,
      wallet: null,
    },
    type: 'card',
  };
}

function outcome(networkStatus: string, type: string, sellerMessage: string): ChargeOutcome {
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: networkStatus,
    reason: null,
    risk_level: 'normal',
    risk_score: 20,
    seller_message: sellerMessage,
    type,
  };
}

function declinedOutcome(decline: Decline): ChargeOutcome {
  const reason = decline.declineCode ?? decline.code;
  if (decline.isBlocked) {
    const blocked = outcome('not_sent_to_network', 'blocked', 'Stripe blocked this payment as too risky.');
    return { ...blocked, reason: 'highest_risk_level', risk_level: 'highest', risk_score: 92 };
  }
  const message = 'The bank did not return any further details with this decline.';
  const refused = outcome('declined_by_network', 'issuer_declined', message);
  return { ...refused, advice_code: 'try_again_later', network_decline_code: '01', reason };
}
