import { toCsv } from '../format/csv.ts';
import { decimalOf } from '../format/money.ts';
import type { OrderRow } from './order.reader.ts';

const header = [
  'number',
  'created_at',
  'customer',
  'plan',
  'quantity',
  'total',
  'currency',
  'status',
  'payment',
  'delivery',
  'holds',
];

/** Orders as a file for spreadsheets: the same header and states in every language, times in UTC. */
export const orderCsv = (orders: readonly OrderRow[]): string =>
  toCsv(
    header,
    orders.map((order) => [
      order.number,
      order.createdAt,
      order.customer.email,
      order.plan.name,
      order.quantity,
      decimalOf(order.total),
      order.total.currency,
      order.status,
      order.paymentStatus,
      order.fulfillmentStatus,
      order.holds.join(' '),
    ]),
  );
