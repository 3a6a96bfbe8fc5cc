import SearchOff from '@mui/icons-material/SearchOff';
import { Box, Button, Card, Skeleton, Stack, Typography } from '@mui/material';
import { ShowBase, useShowContext } from 'react-admin';
import { Link as RouterLink, useParams } from 'react-router';
import { toRequestProblem } from '../api/request-problem.ts';
import { useFormat } from '../format/use-format.ts';
import { useSay } from '../i18n/use-say.ts';
import { OrderLedgerPanel } from '../ledger/order-ledger.tsx';
import { useMay } from '../session/use-may.ts';
import { StateChip } from '../states/state-chip.tsx';
import { Note } from '../ui/note.tsx';
import { PageFrame } from '../ui/page-frame.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import type { OrderWhole } from './order.reader.ts';
import { OrderActions } from './order-actions.tsx';
import { EsimsPanel } from './order-esims.tsx';
import { CustomerPanel, PlanPanel, TotalsPanel } from './order-facts.tsx';
import { Holds } from './order-holds.tsx';
import { OrderLive } from './order-live.tsx';
import { PaymentsPanel } from './order-payments.tsx';
import { StripeEventsPanel } from './order-stripe-events.tsx';
import { TimelinePanel } from './order-timeline.tsx';
import { RefundRequestsPanel } from './refund-requests.tsx';

const queryOptions = {
  // react-admin also keeps each row of a list as a record: the meta tells a whole order from a row.
  meta: { isWhole: true },
  // The page itself says what failed; react-admin would send the person back to the list.
  onError: () => undefined,
};

/** One order whole, kept up to date while it is looked at. */
export function OrderShow() {
  const { id = '' } = useParams();
  // A number that was typed into the address may be in small letters; the record goes by the server's.
  const number = id.toUpperCase();
  return (
    <ShowBase id={number} queryOptions={queryOptions}>
      <OrderPage number={number} />
    </ShowBase>
  );
}

function OrderPage({ number }: { number: string }) {
  const say = useSay();
  const { record, error, refetch } = useShowContext<OrderWhole>();
  const title = say('orders.show.title', { number });
  const parent = { label: say('orders.title'), to: '/orders' };
  if (record) return <OrderContent order={record} title={title} parent={parent} />;
  return (
    <PageFrame title={title} parent={parent}>
      {error ? <Failed number={number} error={error} onRetry={refetch} /> : <OrderSkeleton />}
    </PageFrame>
  );
}

function Failed({ number, error, onRetry }: { number: string; error: unknown; onRetry: () => unknown }) {
  const say = useSay();
  if (toRequestProblem(error).code !== 'NOT_FOUND') {
    return (
      <Card>
        <ProblemNote error={error} onRetry={() => void onRetry()} />
      </Card>
    );
  }
  return (
    <Card>
      <Note icon={SearchOff} title={say('problem.notFoundTitle', { number })} text={say('problem.notFound')}>
        <Button variant="outlined" component={RouterLink} to="/orders">
          {say('orders.title')}
        </Button>
      </Note>
    </Card>
  );
}

interface OrderContentProps {
  order: OrderWhole;
  title: string;
  parent: { label: string; to: string };
}

function OrderContent({ order, title, parent }: OrderContentProps) {
  const say = useSay();
  const may = useMay();
  const { dateTime } = useFormat();
  return (
    <PageFrame
      title={title}
      parent={parent}
      lead={
        <Typography sx={{ color: 'text.secondary' }}>
          {say('orders.show.created', { date: dateTime(order.createdAt) })}
        </Typography>
      }
      actions={<OrderActions order={order} />}
    >
      <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap' }}>
        <StateChip kind="order" state={order.status} />
        <StateChip kind="payment" state={order.paymentStatus} />
        <StateChip kind="fulfillment" state={order.fulfillmentStatus} />
        <OrderLive number={order.number} />
      </Stack>
      <Holds number={order.number} holds={order.holds} />
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 340px' },
        }}
      >
        <Stack sx={{ gap: 2, minWidth: 0 }}>
          <RefundRequestsPanel requests={order.refundRequests} />
          <EsimsPanel order={order} />
          <TimelinePanel timeline={order.timeline} />
          <PaymentsPanel payments={order.payments} />
          <StripeEventsPanel events={order.stripeEvents} />
          {may('readLedger') && <OrderLedgerPanel number={order.number} version={order.timeline.length} />}
        </Stack>
        <Stack sx={{ gap: 2, minWidth: 0 }}>
          <CustomerPanel customer={order.customer} />
          <TotalsPanel order={order} />
          <PlanPanel order={order} />
        </Stack>
      </Box>
    </PageFrame>
  );
}

const OrderSkeleton = () => (
  <Stack aria-busy sx={{ gap: 2 }}>
    <Skeleton variant="rounded" height={24} width={280} />
    <Skeleton variant="rounded" height={140} />
    <Skeleton variant="rounded" height={140} />
    <Skeleton variant="rounded" height={260} />
  </Stack>
);
