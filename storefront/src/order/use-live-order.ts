import { useEffect, useState } from 'react';
import { answerOf } from '../api/answer.ts';
import {
  type OrderDetailFragment,
  useMyOrderQuery,
  useOrderUpdatedSubscription,
} from '../generated/graphql.ts';
import { isMoving, orderStage } from './order-stage.ts';

const POLL_ALONE_MS = 3000;
const POLL_BEHIND_LIVE_MS = 15_000;

/**
 * An order as it is now: pushed over the subscription, asked for in between where that is silent, and asked for at
 * once when the page is looked at again, or the line goes or comes back.
 */
export function useLiveOrder(number: string) {
  const [pollInterval, setPollInterval] = useState(POLL_ALONE_MS);
  const query = useMyOrderQuery({ variables: { number }, fetchPolicy: 'cache-and-network', pollInterval });
  const data = answerOf(query);
  const order: OrderDetailFragment | null | undefined = data?.me?.order;
  const isListening = order ? isMoving(orderStage(order, true)) || isAwaitingOthers(order) : false;
  // What arrives has the order's id: the cache carries it to the query above.
  const live = useOrderUpdatedSubscription({ variables: { number }, skip: !isListening });
  const isLive = live.data !== undefined && !live.error;
  useEffect(() => {
    setPollInterval(isListening ? (isLive ? POLL_BEHIND_LIVE_MS : POLL_ALONE_MS) : order ? 0 : POLL_ALONE_MS);
  }, [isListening, isLive, order]);

  const { refetch } = query;
  useEffect(() => {
    const resync = () => {
      // Without an answer the page keeps what it shows; the poll goes on.
      if (document.visibilityState === 'visible') refetch().catch(() => undefined);
    };
    document.addEventListener('visibilitychange', resync);
    window.addEventListener('online', resync);
    // Asked in vain, it says at once that what is shown may be old.
    window.addEventListener('offline', resync);
    return () => {
      document.removeEventListener('visibilitychange', resync);
      window.removeEventListener('online', resync);
      window.removeEventListener('offline', resync);
    };
  }, [refetch]);
  return { order, isMissing: data?.me != null && order === null, error: query.error, refetch };
}

/** Whether somebody else's next move will show on the page of an order that is ready: staff, a bank, a companion. */
function isAwaitingOthers({ refundRequests, esims }: OrderDetailFragment): boolean {
  const isRefundOpen = refundRequests.some(
    ({ status, refund }) =>
      status === 'OPEN' || refund?.status === 'REQUESTED' || refund?.status === 'PENDING',
  );
  return isRefundOpen || esims.some(({ share }) => share != null && share.openedAt === null);
}
