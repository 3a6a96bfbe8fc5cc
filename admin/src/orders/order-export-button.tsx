import { ExportButton } from '../ui/export-button.tsx';
import { readOrders } from './order.reader.ts';
import { orderCsv } from './order-csv.ts';

/** Saves the orders of the present filters as CSV. */
export const OrderExportButton = () => (
  <ExportButton
    name="orders"
    read={async (client, request, limit) => {
      const { orders, hasMore } = await readOrders(client, request, limit);
      return { csv: orderCsv(orders), hasMore };
    }}
  />
);
