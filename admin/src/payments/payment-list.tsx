import { Card, Link } from '@mui/material';
import { DataTable, ListBase, SelectInput } from 'react-admin';
import { Link as RouterLink } from 'react-router';
import { pageSize } from '../api/data-provider.ts';
import { useFormat } from '../format/use-format.ts';
import { useSay } from '../i18n/use-say.ts';
import { StateChip } from '../states/state-chip.tsx';
import { ListBody } from '../ui/list-body.tsx';
import { PageFrame } from '../ui/page-frame.tsx';
import { ScrollBox } from '../ui/scroll-box.tsx';
import { SearchRow } from '../ui/search-row.tsx';
import { type PaymentRow, paymentNeeds, paymentStatuses } from './payment.reader.ts';

/** Every attempt to pay, newest first. */
export function PaymentList() {
  const say = useSay();
  return (
    <ListBase perPage={pageSize}>
      <PageFrame title={say('payments.title')}>
        <Card>
          <SearchRow hint={say('payments.searchHint')} hasDays>
            <SelectInput
              source="status"
              label={say('payments.fields.status')}
              helperText={false}
              margin="none"
              choices={paymentStatuses.map((id) => ({ id, name: `states.charge.${id}` }))}
            />
            <SelectInput
              source="needs"
              label={say('payments.needs')}
              helperText={false}
              margin="none"
              choices={paymentNeeds.map((id) => ({ id, name: `payments.need.${id}` }))}
            />
          </SearchRow>
          <ListBody emptyText={say('payments.empty')} noneText={say('payments.none')}>
            <ScrollBox label={say('payments.title')}>
              <PaymentTable />
            </ScrollBox>
          </ListBody>
        </Card>
      </PageFrame>
    </ListBase>
  );
}

const Column = DataTable.Col<PaymentRow>;
const oneLine = { '& td': { whiteSpace: 'nowrap' } };

function PaymentTable() {
  const say = useSay();
  const { moment, money } = useFormat();
  return (
    <DataTable<PaymentRow> rowClick={false} bulkActionButtons={false} sx={oneLine}>
      <Column
        source="createdAt"
        label={say('payments.fields.createdAt')}
        disableSort
        render={({ createdAt }) => moment(createdAt)}
      />
      <Column
        source="order.number"
        label={say('payments.fields.order')}
        disableSort
        render={({ order }) => (
          <Link component={RouterLink} to={`/orders/${order.number}/show`} sx={{ fontWeight: 600 }}>
            {order.number}
          </Link>
        )}
      />
      <Column
        source="status"
        label={say('payments.fields.status')}
        disableSort
        render={({ status }) => <StateChip kind="charge" state={status} />}
      />
      <Column
        source="amount"
        label={say('payments.fields.amount')}
        disableSort
        align="right"
        render={({ amount }) => money(amount)}
      />
      <Column
        source="refunded"
        label={say('payments.fields.refunded')}
        disableSort
        align="right"
        render={({ refunded }) => (refunded.amount === 0 ? '–' : money(refunded))}
      />
      <Column source="order.customer.email" label={say('payments.fields.customer')} disableSort />
      <Column
        source="paymentIntentId"
        label={say('payments.fields.intent')}
        disableSort
        render={({ provider, paymentIntentId }) => `${provider} ${paymentIntentId ?? '–'}`}
      />
      <Column
        source="failureCode"
        label={say('payments.fields.failure')}
        disableSort
        render={({ failureCode }) => failureCode ?? '–'}
      />
    </DataTable>
  );
}
