import { Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useFormat } from '../format/use-format.ts';
import { useSay } from '../i18n/use-say.ts';
import { StateChip } from '../states/state-chip.tsx';
import { Panel } from '../ui/panel.tsx';
import type { OrderWhole } from './order.reader.ts';

export function PaymentsPanel({ payments }: { payments: OrderWhole['payments'] }) {
  const say = useSay();
  const { dateTime, money } = useFormat();
  if (payments.length === 0) {
    return (
      <Panel title={say('orders.show.payments')}>
        <Typography sx={{ color: 'text.secondary' }}>{say('orders.show.noPayments')}</Typography>
      </Panel>
    );
  }
  const hasFailure = payments.some(({ failureCode }) => failureCode !== null);
  return (
    <Panel title={say('orders.show.payments')} isFlush>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{say('orders.payment.createdAt')}</TableCell>
            <TableCell>{say('orders.payment.status')}</TableCell>
            <TableCell align="right">{say('orders.payment.amount')}</TableCell>
            <TableCell align="right">{say('orders.payment.refunded')}</TableCell>
            {hasFailure && <TableCell>{say('orders.payment.failure')}</TableCell>}
          </TableRow>
        </TableHead>
        <TableBody>
          {payments.map((payment) => (
            <TableRow key={payment.id}>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{dateTime(payment.createdAt)}</TableCell>
              <TableCell>
                <StateChip kind="charge" state={payment.status} />
              </TableCell>
              <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                {money(payment.amount)}
              </TableCell>
              <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                {money(payment.refunded)}
              </TableCell>
              {hasFailure && (
                <TableCell>
                  {payment.failureMessage} {payment.failureCode && <code>{payment.failureCode}</code>}
                </TableCell>
              )}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Panel>
  );
}
