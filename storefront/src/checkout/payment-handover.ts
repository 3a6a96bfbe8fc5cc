import type { StartedPaymentFragment } from '../generated/graphql.ts';

export type BrowserPayment = NonNullable<StartedPaymentFragment['payment']>;

const started = new Map<string, BrowserPayment>();

/**
 * Carries what checkout answered to the payment page, in memory only: a client secret has no place in the address, the
 * history or storage. After a reload the payment page asks the server anew.
 */
export function handOver(orderNumber: string, payment: BrowserPayment): void {
  started.set(orderNumber, payment);
}

export function takeOver(orderNumber: string): BrowserPayment | null {
  return started.get(orderNumber) ?? null;
}
