import SearchOff from '@mui/icons-material/SearchOff';
import { Alert, Box, Button, Card, Skeleton, Stack, Typography } from '@mui/material';
import { ShowBase, useShowContext } from 'react-admin';
import { Link as RouterLink, useParams } from 'react-router';
import { toRequestProblem } from '../api/request-problem.ts';
import { useFormat } from '../format/use-format.ts';
import { useSay } from '../i18n/use-say.ts';
import { StateChip } from '../states/state-chip.tsx';
import { Note } from '../ui/note.tsx';
import { PageFrame } from '../ui/page-frame.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import type { OrderWhole } from './order.reader.ts';
import { EsimsPanel } from './order-esims.tsx';
import { CustomerPanel, PlanPanel, TotalsPanel } from './order-facts.tsx';
import { OrderLive } from './order-live.tsx';
import { PaymentsPanel } from './order-payments.tsx';

const queryOptions = {
  // react-admin also keeps each row of a list as a record: the meta tells a whole order from a row.
  meta: { isWhole: true },
  // The page itself says what failed; react-admin would send the person back to the list.
  onError: () => undefined,
};

/** One order whole, kept up to date while it is looked at. */
export const OrderShow = () => (
  <ShowBase queryOptions={queryOptions}>
    <OrderPage />
  </ShowBase>
);

function OrderPage() {
  const say = useSay();
  const { id = '' } = useParams();
  const { record, error, refetch } = useShowContext<OrderWhole>();
  const title = say('orders.show.title', { number: id });
  const parent = { label: say('orders.title'), to: '/orders' };
  if (record) return <OrderContent order={record} title={title} parent={parent} />;
  return (
    <PageFrame title={title} parent={parent}>
      {error ? <Failed number={id} error={error} onRetry={refetch} /> : <OrderSkeleton />}
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
      actions={<OrderLive number={order.number} />}
    >
      <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap' }}>
        <StateChip kind="order" state={order.status} />
        <StateChip kind="payment" state={order.paymentStatus} />
        <StateChip kind="fulfillment" state={order.fulfillmentStatus} />
      </Stack>
      <Holds holds={order.holds} />
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 340px' },
        }}
      >
        <Stack sx={{ gap: 2, minWidth: 0 }}>
          <EsimsPanel esims={order.esims} />
          <PaymentsPanel payments={order.payments} />
          <PlanPanel order={order} />
        </Stack>
        <Stack sx={{ gap: 2, minWidth: 0 }}>
          <CustomerPanel customer={order.customer} />
          <TotalsPanel order={order} />
        </Stack>
      </Box>
    </PageFrame>
  );
}

const knownHolds = ['AMOUNT_MISMATCH', 'SUPPLIER_UNKNOWN', 'SUPPLIER_REFUSED', 'DISPUTED'] as const;

function Holds({ holds }: { holds: readonly string[] }) {
  const say = useSay();
  if (holds.length === 0) return null;
  return (
    <Alert
      severity="error"
      sx={({ palette }) => ({
        color: palette.tones.lost.ink,
        backgroundColor: palette.tones.lost.soft,
        '& .MuiAlert-icon': { color: 'inherit' },
      })}
    >
      <Typography sx={{ fontWeight: 600 }}>{say('orders.show.waiting')}</Typography>
      {holds.map((hold) => {
        const known = knownHolds.find((code) => code === hold);
        return (
          <div key={hold}>
            {known ? say(`orders.holds.${known}`) : say('orders.holdOther', { code: hold })}
          </div>
        );
      })}
    </Alert>
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
