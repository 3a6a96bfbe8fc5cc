import { openAlerts } from '../alerts/alert.waiting.ts';
import { esimsInReview } from '../esims/esim.waiting.ts';
import { lowStock } from '../inventory/stock-level.service.ts';
import { heldOrders } from '../orders/order.waiting.ts';
import { disputesToAnswer, stuckRefunds, waitingStripeEvents } from '../payments/payment.waiting.ts';
import { switchesOff } from '../switches/switch.waiting.ts';
import type { WaitingSource } from './waiting.ts';

/** What the desk's first page gathers, the most urgent kinds first. */
export const waitingSources: readonly WaitingSource[] = [
  switchesOff,
  esimsInReview,
  disputesToAnswer,
  heldOrders,
  stuckRefunds,
  waitingStripeEvents,
  openAlerts,
  lowStock,
];
