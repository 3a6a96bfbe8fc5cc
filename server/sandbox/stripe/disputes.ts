import { countDispute, countDisputeReversal } from './balance-transactions.ts';
import { invalidRequest } from './errors.ts';
import type { Dispute, DisputeStatus } from './money-objects.ts';
import type { Params } from './params.ts';
import type { Charge } from './payment-objects.ts';
import type { UnitOfWork } from './unit-of-work.ts';

const secondsToAnswer = 7 * 24 * 3600;

const evidenceFields = [
  'access_activity_log',
  'billing_address',
  'cancellation_policy',
  'cancellation_policy_disclosure',
  'cancellation_rebuttal',
  'customer_communication',
  'customer_email_address',
  'customer_name',
  'customer_purchase_ip',
  'customer_signature',
  'duplicate_charge_documentation',
  'duplicate_charge_explanation',
  'duplicate_charge_id',
  'product_description',
  'receipt',
  'refund_policy',
  'refund_policy_disclosure',
  'refund_refusal_explanation',
  'service_date',
  'service_documentation',
  'shipping_address',
  'shipping_carrier',
  'shipping_date',
  'shipping_documentation',
  'shipping_tracking_number',
  'uncategorized_file',
  'uncategorized_text',
] as const;

/** Which moves a dispute allows. A closed one allows none. */
const openStatuses: readonly DisputeStatus[] = [
  'needs_response',
  'under_review',
  'warning_needs_response',
  'appeal_under_review',
];

interface NewDispute {
  readonly charge: Charge;
  readonly reason: string;
  readonly amount?: number | undefined;
  readonly isInquiry?: boolean | undefined;
}

/** The cardholder's bank opens a dispute: the money is taken back at once, unless it is only an inquiry. */
export function openDispute(
  unit: UnitOfWork,
  { charge, reason, amount, isInquiry = false }: NewDispute,
): Dispute {
  const opened: Dispute = {
    id: unit.newId('du'),
    object: 'dispute',
    amount: amount ?? charge.amount,
    balance_transactions: [],
    charge: charge.id,
    created: unit.now,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: Object.fromEntries(evidenceFields.map((field) => [field, null])),
    evidence_details: {
      due_by: unit.now + secondsToAnswer,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
    },
    is_charge_refundable: isInquiry,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: {
      card: {
        brand: charge.payment_method_details.card.brand,
        case_type: isInquiry ? 'inquiry' : 'chargeback',
        network_reason_code: reason === 'fraudulent' ? '10.4' : '13.1',
      },
      type: 'card',
    },
    reason,
    status: isInquiry ? 'warning_needs_response' : 'needs_response',
  };
  const dispute = isInquiry ? opened : { ...opened, balance_transactions: [countDispute(unit, opened)] };
  unit.put(dispute);
  unit.put({ ...charge, disputed: charge.disputed || !isInquiry });
  unit.emit('charge.dispute.created', dispute);
  if (!isInquiry) unit.emit('charge.dispute.funds_withdrawn', dispute);
  return dispute;
}

/**
 * `POST /v1/disputes/:id`. Evidence is submitted unless `submit=false`. Stripe's test words decide the outcome at once:
 * `winning_evidence` or `losing_evidence` as `uncategorized_text`. https://docs.stripe.com/testing#evidence
 */
export function answerDispute(unit: UnitOfWork, dispute: Dispute, params: Params): Dispute {
  const sent = params.object('evidence');
  const evidence = { ...dispute.evidence };
  for (const field of evidenceFields) if (sent?.has(field)) evidence[field] = sent.text(field);
  sent?.ignore('enhanced_evidence');
  sent?.rejectUnknown();
  const isSubmitted = params.has('submit') ? params.boolean('submit') : sent !== null;
  const metadata = params.metadata(dispute.metadata);
  params.rejectUnknown();
  if ((sent || isSubmitted) && !openStatuses.includes(dispute.status)) throw closedDispute();
  const details = {
    ...dispute.evidence_details,
    has_evidence: Object.values(evidence).some((value) => value !== null),
    submission_count: dispute.evidence_details.submission_count + (isSubmitted ? 1 : 0),
  };
  const answered: Dispute = { ...dispute, evidence, evidence_details: details, metadata };
  if (!isSubmitted) return update(unit, answered);
  const word = evidence.uncategorized_text;
  if (word === 'winning_evidence') return endDispute(unit, answered, 'won');
  if (word === 'losing_evidence') return endDispute(unit, answered, 'lost');
  return update(unit, { ...answered, status: 'under_review' });
}

/** Accepting a dispute loses it; an inquiry that ends is closed as a warning. */
export function endDispute(unit: UnitOfWork, dispute: Dispute, outcome: 'won' | 'lost'): Dispute {
  if (!openStatuses.includes(dispute.status)) throw closedDispute();
  const isInquiry = dispute.payment_method_details.card.case_type === 'inquiry';
  const isMoneyBack = outcome === 'won' && !isInquiry;
  const status: DisputeStatus = isInquiry ? 'warning_closed' : outcome;
  const ended: Dispute = {
    ...dispute,
    status,
    evidence_details: { ...dispute.evidence_details, due_by: null },
    balance_transactions: isMoneyBack
      ? [...dispute.balance_transactions, countDisputeReversal(unit, dispute)]
      : dispute.balance_transactions,
  };
  unit.put(ended);
  unit.emit('charge.dispute.updated', ended, { status: dispute.status });
  unit.emit('charge.dispute.closed', ended);
  if (isMoneyBack) unit.emit('charge.dispute.funds_reinstated', ended);
  return ended;
}

/** The bank is not content with an inquiry: now it takes the money, which may be another sum than it asked about. */
export function escalateInquiry(unit: UnitOfWork, dispute: Dispute, amount = dispute.amount): Dispute {
  if (dispute.status !== 'warning_needs_response' && dispute.status !== 'warning_closed')
    throw invalidRequest('Only an inquiry can become a dispute');
  const { card } = dispute.payment_method_details;
  const taken: Dispute = {
    ...dispute,
    amount,
    status: 'needs_response',
    payment_method_details: {
      ...dispute.payment_method_details,
      card: { ...card, case_type: 'chargeback' },
    },
  };
  const withdrawn = { ...taken, balance_transactions: [countDispute(unit, taken)] };
  unit.emit('charge.dispute.funds_withdrawn', withdrawn);
  return update(unit, withdrawn);
}

/** A dispute that was lost is looked at once more. The money stays with the bank meanwhile. */
export function appealDispute(unit: UnitOfWork, dispute: Dispute): Dispute {
  if (dispute.status !== 'lost') throw invalidRequest('Only a lost dispute can be appealed');
  return update(unit, { ...dispute, status: 'appeal_under_review' });
}

function update(unit: UnitOfWork, dispute: Dispute): Dispute {
  unit.put(dispute);
  unit.emit('charge.dispute.updated', dispute);
  return dispute;
}

function closedDispute() {
  return invalidRequest('This dispute is already closed', { code: 'dispute_closed' });
}
