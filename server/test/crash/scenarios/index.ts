import type { Scenario } from '../scenario.ts';
import { disputeScenarios } from './dispute.ts';
import { latePaymentScenarios } from './late-payment.ts';
import { purchaseScenarios } from './purchase.ts';
import { refundScenarios } from './refund.ts';
import { signInScenario } from './sign-in.ts';
import { stockImport } from './stock-import.ts';

/** Everything that is killed at every step. */
export const scenarios: readonly Scenario[] = [
  ...purchaseScenarios,
  ...latePaymentScenarios,
  ...refundScenarios,
  ...disputeScenarios,
  stockImport,
  signInScenario,
];
