/**
 * Stripe's test cards and what each does, in one table. Source: https://docs.stripe.com/testing
 * `challenge`: asks for 3-D Secure first. `decline`: refused (after the challenge, where there is one).
 */
export interface CardBehaviour {
  readonly number: string;
  /** The name in `pm_card_<name>`. */
  readonly name: string;
  readonly decline?: Decline;
  readonly hasChallenge?: true;
  readonly dispute?: { readonly reason: string; readonly isInquiry?: true };
  readonly refund?: 'fails_later' | 'succeeds_later';
}

export interface Decline {
  readonly code: string;
  readonly declineCode?: string;
  readonly param?: string;
  readonly message: string;
  readonly isBlocked?: true;
}

const declined = (declineCode: string, message = 'Your card was declined.'): Decline => ({
  code: 'card_declined',
  declineCode,
  message,
});

const declines = {
  generic: declined('generic_decline'),
  insufficientFunds: declined('insufficient_funds', 'Your card has insufficient funds.'),
  lost: declined('lost_card'),
  stolen: declined('stolen_card'),
  velocity: declined(
    'card_velocity_exceeded',
    'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
  ),
  fraudulent: { ...declined('fraudulent'), isBlocked: true },
  expired: { code: 'expired_card', param: 'exp_month', message: 'Your card has expired.' },
  incorrectCvc: { code: 'incorrect_cvc', param: 'cvc', message: "Your card's security code is incorrect." },
  processing: {
    code: 'processing_error',
    message: 'An error occurred while processing your card. Try again in a little bit.',
  },
} as const satisfies Record<string, Decline>;

export const cards: readonly CardBehaviour[] = [
  { number: '4242424242424242', name: 'visa' },
  { number: '4000056655665556', name: 'visa_debit' },
  { number: '5555555555554444', name: 'mastercard' },
  { number: '2223003122003222', name: 'mastercard_2' },
  { number: '5200828282828210', name: 'mastercard_debit' },
  { number: '378282246310005', name: 'amex' },
  { number: '6011111111111117', name: 'discover' },
  { number: '3056930009020004', name: 'diners' },
  { number: '3566002020360505', name: 'jcb' },
  { number: '6200000000000005', name: 'unionpay' },
  { number: '4000000760000002', name: 'br' },
  { number: '4000004840008001', name: 'mx' },
  { number: '4000007240000007', name: 'es' },
  { number: '4000000000000077', name: 'bypassPending' },
  { number: '4000000000000002', name: 'chargeDeclined', decline: declines.generic },
  {
    number: '4000000000009995',
    name: 'chargeDeclinedInsufficientFunds',
    decline: declines.insufficientFunds,
  },
  { number: '4000000000009987', name: 'chargeDeclinedLostCard', decline: declines.lost },
  { number: '4000000000009979', name: 'chargeDeclinedStolenCard', decline: declines.stolen },
  { number: '4000000000000069', name: 'chargeDeclinedExpiredCard', decline: declines.expired },
  { number: '4000000000000127', name: 'chargeDeclinedIncorrectCvc', decline: declines.incorrectCvc },
  { number: '4000000000000119', name: 'chargeDeclinedProcessingError', decline: declines.processing },
  { number: '4000000000006975', name: 'chargeDeclinedVelocityLimitExceeded', decline: declines.velocity },
  { number: '4100000000000019', name: 'chargeDeclinedFraudulent', decline: declines.fraudulent },
  { number: '4000000000000341', name: 'chargeCustomerFail', decline: declines.generic },
  { number: '4000002500003155', name: 'authenticationRequiredOnSetup', hasChallenge: true },
  { number: '4000002760003184', name: 'authenticationRequired', hasChallenge: true },
  { number: '4000000000003220', name: 'threeDSecure2Required', hasChallenge: true },
  { number: '4000000000003063', name: 'threeDSecureRequired', hasChallenge: true },
  {
    number: '4000008400001629',
    name: 'threeDSecureRequiredChargeDeclined',
    hasChallenge: true,
    decline: declines.generic,
  },
  {
    number: '4000008260003178',
    name: 'authenticationRequiredChargeDeclinedInsufficientFunds',
    hasChallenge: true,
    decline: declines.insufficientFunds,
  },
  { number: '4000000000000259', name: 'createDispute', dispute: { reason: 'fraudulent' } },
  {
    number: '4000000000002685',
    name: 'createDisputeProductNotReceived',
    dispute: { reason: 'product_not_received' },
  },
  {
    number: '4000000000001976',
    name: 'createDisputeInquiry',
    dispute: { reason: 'fraudulent', isInquiry: true },
  },
  { number: '4000000000005126', name: 'refundFail', refund: 'fails_later' },
  { number: '4000000000007726', name: 'pendingRefund', refund: 'succeeds_later' },
];

/** `pm_card_us` and its like say a country; every other well-formed test number simply works. */
const plainCard: CardBehaviour = { number: '4242424242424242', name: 'visa' };

export function cardByName(name: string): CardBehaviour | null {
  if (name === 'us') return plainCard;
  return cards.find((card) => card.name === name) ?? null;
}

export function cardByNumber(number: string): CardBehaviour | null {
  return cards.find((card) => card.number === number) ?? null;
}

interface Brand {
  readonly name: string;
  readonly network: string;
  readonly numbers: RegExp;
  readonly cvcDigits: 3 | 4;
}

const brands: readonly Brand[] = [
  { name: 'visa', network: 'visa', numbers: /^4\d{15}$/, cvcDigits: 3 },
  { name: 'mastercard', network: 'mastercard', numbers: /^(5[1-5]\d{14}|2[2-7]\d{14})$/, cvcDigits: 3 },
  { name: 'amex', network: 'amex', numbers: /^3[47]\d{13}$/, cvcDigits: 4 },
  { name: 'discover', network: 'discover', numbers: /^6(011|5\d\d)\d{12}$/, cvcDigits: 3 },
  { name: 'diners', network: 'diners', numbers: /^3(0|6|8)\d{12,14}$/, cvcDigits: 3 },
  { name: 'jcb', network: 'jcb', numbers: /^35\d{14}$/, cvcDigits: 3 },
  { name: 'unionpay', network: 'unionpay', numbers: /^62\d{14,17}$/, cvcDigits: 3 },
];

export function brandOf(number: string): Brand | null {
  return brands.find((brand) => brand.numbers.test(number)) ?? null;
}

export function countryOf(number: string): string {
  const countries: Record<string, string> = { '40000007': 'BR', '40000048': 'MX', '40000072': 'ES' };
  return countries[number.slice(0, 8)] ?? 'US';
}
