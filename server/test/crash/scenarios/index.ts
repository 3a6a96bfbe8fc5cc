import type { Scenario } from '../scenario.ts';
import { disputeScenarios } from './dispute.ts';
import { handOver } from './hand-over.ts';
import { latePaymentScenarios } from './late-payment.ts';
import { leaving } from './leaving.ts';
import { promisedRefund } from './promised-refund.ts';
import { purchaseScenarios } from './purchase.ts';
import { refundScenarios } from './refund.ts';
import { signInScenario } from './sign-in.ts';
import { stockImport } from './stock-import.ts';

/**
 * Those that `npm test` takes its sample from. Recording one costs seconds, and they have every kind of step among them;
 * the run over every step fails where the others have brought a new one.
 */
export const sampledScenarios: readonly Scenario[] = [
  ...purchaseScenarios,
  ...latePaymentScenarios,
  ...refundScenarios,
  ...disputeScenarios,
  stockImport,
  signInScenario,
];

/** Everything that is killed at every step. */
export const scenarios: readonly Scenario[] = [...sampledScenarios, promisedRefund, handOver, leaving];
