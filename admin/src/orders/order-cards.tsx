import { Box, ButtonBase, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useListContext } from 'react-admin';
import { Link as RouterLink } from 'react-router';
import { useFormat } from '../format/use-format.ts';
import { useSay } from '../i18n/use-say.ts';
import { StateChip } from '../states/state-chip.tsx';
import { DeliveryChip } from './delivery-chip.tsx';
import type { OrderRow } from './order.reader.ts';
import { WaitingFlag } from './waiting-flag.tsx';

/** The orders on a narrow screen: each a block to tap. */
export function OrderCards() {
  const { data } = useListContext<OrderRow>();
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {data?.map((order) => (
        <Box component="li" key={order.number} sx={{ borderTop: 1, borderColor: 'divider' }}>
          <OrderCard order={order} />
        </Box>
      ))}
    </Box>
  );
}

function OrderCard({ order }: { order: OrderRow }) {
  const say = useSay();
  const { moment, money } = useFormat();
  return (
    <ButtonBase
      component={RouterLink}
      to={`/orders/${order.number}/show`}
      sx={{ display: 'block', width: '100%', px: 2, py: 1.5, textAlign: 'left' }}
    >
      <Between>
        <Typography component="span" sx={{ fontWeight: 600 }}>
          {order.number}
          {order.holds.length > 0 && <WaitingFlag />}
        </Typography>
        <Typography component="span" sx={{ fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}>
          {money(order.total)}
        </Typography>
      </Between>
      <Typography component="span" sx={{ display: 'block', overflowWrap: 'anywhere' }}>
        {order.customer.email}
      </Typography>
      <Typography component="span" variant="body2" sx={{ display: 'block', color: 'text.secondary' }}>
        {say('orders.times', { quantity: order.quantity, plan: order.plan.name })} · {moment(order.createdAt)}
      </Typography>
      <Stack component="span" direction="row" sx={{ gap: 0.75, mt: 1, flexWrap: 'wrap' }}>
        <StateChip kind="payment" state={order.paymentStatus} />
        <DeliveryChip order={order} />
      </Stack>
    </ButtonBase>
  );
}

const Between = ({ children }: { children: ReactNode }) => (
  <Box component="span" sx={{ display: 'flex', justifyContent: 'space-between', gap: 2 }}>
    {children}
  </Box>
);
