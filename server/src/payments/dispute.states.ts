import { StateMachine } from '../platform/states/state-machine.ts';

/**
 * A cardholder's bank asks (INQUIRY) or takes the money back (NEEDS_RESPONSE on). An inquiry may become a dispute,
 * and what was lost may be appealed. Only Stripe's own word for an appeal leads out of LOST, so that an older reading
 * of the same dispute does not.
 * Source: https://docs.stripe.com/api/disputes/object#dispute_object-status
 */
export const DisputeStatus = {
  INQUIRY: 'INQUIRY',
  INQUIRY_CLOSED: 'INQUIRY_CLOSED',
  NEEDS_RESPONSE: 'NEEDS_RESPONSE',
  UNDER_REVIEW: 'UNDER_REVIEW',
  WON: 'WON',
  APPEAL: 'APPEAL',
  LOST: 'LOST',
} as const;
export type DisputeStatus = keyof typeof DisputeStatus;

export const disputeStates = new StateMachine<DisputeStatus>('dispute', {
  INQUIRY: ['INQUIRY_CLOSED', 'NEEDS_RESPONSE', 'UNDER_REVIEW', 'WON', 'LOST'],
  INQUIRY_CLOSED: ['NEEDS_RESPONSE', 'UNDER_REVIEW', 'WON', 'LOST'],
  NEEDS_RESPONSE: ['UNDER_REVIEW', 'WON', 'LOST'],
  UNDER_REVIEW: ['NEEDS_RESPONSE', 'WON', 'LOST'],
  WON: [],
  LOST: ['APPEAL', 'WON'],
  APPEAL: ['WON', 'LOST'],
});

/** While one of these stands, the money is with the bank and nobody knows whose it is. */
export const isDisputeOpen = (status: DisputeStatus): boolean =>
  status === 'NEEDS_RESPONSE' || status === 'UNDER_REVIEW' || status === 'APPEAL';
