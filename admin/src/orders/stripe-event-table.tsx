import { Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useFormat } from '../format/use-format.ts';
import type { StripeEventFragment } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { useMay } from '../session/use-may.ts';
import { ReplayAction } from './replay-action.tsx';

/** Events of Stripe, each with the way to work on it again. */
export function StripeEventTable({ events }: { events: readonly StripeEventFragment[] }) {
  const say = useSay();
  const mayReplay = useMay()('replay');
  const { dateTimeExact } = useFormat();
  return (
    <Table size="small">
      <TableHead>
        <TableRow>
          <TableCell>{say('orders.events.received')}</TableCell>
          <TableCell>{say('orders.events.type')}</TableCell>
          <TableCell>{say('orders.events.outcome')}</TableCell>
          <TableCell>{say('orders.events.id')}</TableCell>
          {mayReplay && <TableCell align="right">{say('orders.events.actions')}</TableCell>}
        </TableRow>
      </TableHead>
      <TableBody>
        {events.map((event) => (
          <TableRow key={event.id}>
            <TableCell sx={{ whiteSpace: 'nowrap' }}>{dateTimeExact(event.receivedAt)}</TableCell>
            <TableCell sx={{ overflowWrap: 'anywhere' }}>{event.type}</TableCell>
            <TableCell>{event.outcome ?? say('orders.events.waiting')}</TableCell>
            <TableCell sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>{event.id}</TableCell>
            {mayReplay && (
              <TableCell align="right">
                <ReplayAction id={event.id} type={event.type} />
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
