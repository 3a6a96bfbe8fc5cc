import { Card, Link, Stack, Typography } from '@mui/material';
import { ListBase, useListContext } from 'react-admin';
import { Link as RouterLink } from 'react-router';
import { pageSize } from '../api/data-provider.ts';
import { useFormat } from '../format/use-format.ts';
import { useSay } from '../i18n/use-say.ts';
import { ReleaseAction } from '../orders/release-action.tsx';
import { useHoldText } from '../orders/use-hold-text.ts';
import { useMay } from '../session/use-may.ts';
import { StateChip } from '../states/state-chip.tsx';
import { Entry } from '../ui/entry.tsx';
import { ListBody } from '../ui/list-body.tsx';
import { PageFrame } from '../ui/page-frame.tsx';
import { Attempts } from './attempts.tsx';
import { DeliveryActions } from './delivery-actions.tsx';
import type { ReviewRow } from './review.reader.ts';

const askAgainMs = 20_000;

/** What waits for a person's decision, the longest first, each with what can be done right here. */
export function ReviewList() {
  const say = useSay();
  return (
    <ListBase perPage={pageSize} queryOptions={{ refetchInterval: askAgainMs }}>
      <PageFrame title={say('review.title')}>
        <Card>
          <ListBody emptyText={say('review.empty')} noneText={say('review.empty')}>
            <Items />
          </ListBody>
        </Card>
      </PageFrame>
    </ListBase>
  );
}

function Items() {
  const { data } = useListContext<ReviewRow>();
  return data?.map((item) => <ReviewEntry key={item.id} item={item} />);
}

function ReviewEntry({ item }: { item: ReviewRow }) {
  const { order, esim } = item;
  const may = useMay();
  const holdText = useHoldText();
  return (
    <Entry label={order.number}>
      <Stack
        direction="row"
        sx={{ gap: 2, justifyContent: 'space-between', alignItems: 'flex-start', flexWrap: 'wrap' }}
      >
        <Stack sx={{ gap: 0.5, minWidth: 0, flex: '1 1 320px' }}>
          <Head item={item} />
          {order.holds.map((hold) => (
            <Stack key={hold} direction="row" sx={{ columnGap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
              <span>{holdText(hold)}</span>
              {may('releaseHold') && <ReleaseAction number={order.number} hold={hold} />}
            </Stack>
          ))}
        </Stack>
        {esim && (
          <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap' }}>
            <DeliveryActions esim={esim} actions={item.actions} />
          </Stack>
        )}
      </Stack>
      {esim && <Attempts attempts={esim.attempts} />}
    </Entry>
  );
}

function Head({ item: { order, esim, waitingSince } }: { item: ReviewRow }) {
  const say = useSay();
  const { distance, money } = useFormat();
  return (
    <>
      <Stack direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <Link component={RouterLink} to={`/orders/${order.number}/show`} sx={{ fontWeight: 600 }}>
          {order.number}
        </Link>
        {esim ? (
          <StateChip kind="esim" state={esim.status} />
        ) : (
          <StateChip kind="payment" state={order.paymentStatus} />
        )}
        <Typography component="span" variant="body2" sx={{ color: 'text.secondary' }}>
          {say('review.waits', { when: distance(waitingSince) })}
        </Typography>
      </Stack>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {order.customer.email} · {say('orders.times', { quantity: order.quantity, plan: order.plan.name })} ·{' '}
        {money(order.total)}
      </Typography>
    </>
  );
}
