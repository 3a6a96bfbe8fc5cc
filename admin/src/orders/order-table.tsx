import { Link } from '@mui/material';
import { DataTable } from 'react-admin';
import { Link as RouterLink } from 'react-router';
import { useFormat } from '../format/use-format.ts';
import { useSay } from '../i18n/use-say.ts';
import { StateChip } from '../states/state-chip.tsx';
import { DeliveryChip } from './delivery-chip.tsx';
import type { OrderRow } from './order.reader.ts';
import { WaitingFlag } from './waiting-flag.tsx';

const Column = DataTable.Col<OrderRow>;
const oneLine = {
  '& td': { whiteSpace: 'nowrap' },
  '& td.clipped': { maxWidth: 170, overflow: 'hidden', textOverflow: 'ellipsis' },
};

/** The orders as rows; a row, and its number for the keyboard, leads to the order. */
export function OrderTable() {
  const say = useSay();
  const { moment, money, number } = useFormat();
  return (
    <DataTable<OrderRow> rowClick="show" bulkActionButtons={false} sx={oneLine}>
      <Column
        source="number"
        label={say('orders.fields.number')}
        disableSort
        render={(order) => (
          <>
            <Link component={RouterLink} to={`/orders/${order.number}/show`} sx={{ fontWeight: 600 }}>
              {order.number}
            </Link>
            {order.holds.length > 0 && <WaitingFlag />}
          </>
        )}
      />
      <Column
        source="createdAt"
        label={say('orders.fields.createdAt')}
        render={(order) => moment(order.createdAt)}
      />
      <Column
        source="customer.email"
        label={say('orders.fields.customer')}
        disableSort
        cellClassName="clipped"
        render={(order) => <span title={order.customer.email}>{order.customer.email}</span>}
      />
      <Column
        source="plan.name"
        label={say('orders.fields.plan')}
        disableSort
        cellClassName="clipped"
        render={(order) => <span title={order.plan.name}>{order.plan.name}</span>}
      />
      <Column
        source="quantity"
        label={say('orders.fields.quantity')}
        disableSort
        align="right"
        render={(order) => number(order.quantity)}
      />
      <Column
        source="total"
        label={say('orders.fields.total')}
        align="right"
        render={(order) => money(order.total)}
      />
      <Column
        source="paymentStatus"
        label={say('orders.fields.payment')}
        disableSort
        render={(order) => <StateChip kind="payment" state={order.paymentStatus} />}
      />
      <Column
        source="fulfillmentStatus"
        label={say('orders.fields.fulfillment')}
        disableSort
        render={(order) => <DeliveryChip order={order} />}
      />
    </DataTable>
  );
}
