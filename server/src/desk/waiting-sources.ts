import { esimsInReview } from '../esims/esim.waiting.ts';
import { lowStock } from '../inventory/stock-level.service.ts';
import { heldOrders } from '../orders/order.waiting.ts';
import { failedRefunds, stuckRefunds, waitingStripeEvents } from '../payments/payment.waiting.ts';
import type { WaitingSource } from './waiting.ts';

/** What the desk's first page gathers, the most urgent kinds first. */
export const waitingSources: readonly WaitingSource[] = [
  esimsInReview,
  heldOrders,
  failedRefunds,
  stuckRefunds,
  waitingStripeEvents,
  lowStock,
];
