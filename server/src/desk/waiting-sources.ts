import { openAlerts } from '../alerts/alert.waiting.ts';
import { esimsInReview } from '../esims/esim.waiting.ts';
import { lowStock } from '../inventory/stock-level.service.ts';
import { deadLetters } from '../operations/dead-letter.waiting.ts';
import { heldOrders } from '../orders/order.waiting.ts';
import { disputesToAnswer, stuckRefunds, waitingStripeEvents } from '../payments/payment.waiting.ts';
import { openBreakers } from '../providers/supplier-breaker.waiting.ts';
import { openRefundRequests } from '../returns/refund-request.waiting.ts';
import { switchesOff } from '../switches/switch.waiting.ts';
import type { WaitingSource } from './waiting.ts';

/** What the desk's first page gathers, the most urgent kinds first. */
export const waitingSources: readonly WaitingSource[] = [
  switchesOff,
  openBreakers,
  esimsInReview,
  disputesToAnswer,
  openRefundRequests,
  heldOrders,
  stuckRefunds,
  waitingStripeEvents,
  deadLetters,
  openAlerts,
  lowStock,
];
