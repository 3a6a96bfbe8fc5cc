import { StateChip } from '../states/state-chip.tsx';
import type { OrderRow } from './order.reader.ts';

type DeliveryChipProps = { order: Pick<OrderRow, 'status' | 'fulfillmentStatus'> };

/** How far an order's delivery is in a list; of an order that was closed before it began, that it is closed. */
export function DeliveryChip({ order: { status, fulfillmentStatus } }: DeliveryChipProps) {
  const isClosed = status === 'CANCELLED' || status === 'EXPIRED';
  if (isClosed && fulfillmentStatus === 'UNFULFILLED') return <StateChip kind="order" state={status} />;
  return <StateChip kind="fulfillment" state={fulfillmentStatus} />;
}
