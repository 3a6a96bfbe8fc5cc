import { Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useFormat } from '../format/use-format.ts';
import type { StripeEventFragment } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { Panel } from '../ui/panel.tsx';

/** What Stripe told of the order's payments, and what came of it. */
export function StripeEventsPanel({ events }: { events: readonly StripeEventFragment[] }) {
  const say = useSay();
  const { dateTimeExact } = useFormat();
  if (events.length === 0) return null;
  return (
    <Panel title={say('orders.events.title')} isFlush>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{say('orders.events.received')}</TableCell>
            <TableCell>{say('orders.events.type')}</TableCell>
            <TableCell>{say('orders.events.outcome')}</TableCell>
            <TableCell>{say('orders.events.id')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {events.map((event) => (
            <TableRow key={event.id}>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{dateTimeExact(event.receivedAt)}</TableCell>
              <TableCell>{event.type}</TableCell>
              <TableCell>{event.outcome ?? say('orders.events.waiting')}</TableCell>
              <TableCell sx={{ color: 'text.secondary' }}>{event.id}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Panel>
  );
}
