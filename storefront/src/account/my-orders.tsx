import { ChevronRight } from 'lucide-react';
import { Link } from 'react-router';
import { lastAnswerOf } from '../api/answer.ts';
import { useFormat } from '../format/use-format.ts';
import { type MyOrdersQuery, useMyOrdersQuery } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { type OrderStage, orderStage } from '../order/order-stage.ts';
import { useAllowance } from '../pass/pass-facts.tsx';
import { SnapshotPlaceLine } from '../pass/place-name.tsx';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { Bone, Loading } from '../ui/skeleton.tsx';
import { StateTag, type StateTone } from '../ui/state-tag.tsx';

type OrderLine = NonNullable<MyOrdersQuery['me']>['orders']['nodes'][number];

const PAGE = 10;
const TONES: Record<OrderStage, StateTone> = {
  'to-pay': 'open',
  confirming: 'waiting',
  preparing: 'waiting',
  review: 'waiting',
  ready: 'ready',
  cancelled: 'quiet',
  expired: 'quiet',
  'part-refunded': 'back',
  refunding: 'back',
  refunded: 'back',
};

/** Every order, newest first, each with its state and its page. */
export function MyOrders() {
  const { t } = useTranslation();
  const query = useMyOrdersQuery({
    variables: { first: PAGE, after: null },
    fetchPolicy: 'cache-and-network',
  });
  const { error, loading, fetchMore, refetch } = query;
  const orders = lastAnswerOf(query)?.me?.orders;
  return (
    <section aria-labelledby="orders" className="min-w-0">
      <h2 id="orders" className="mb-3 text-xl">
        {t('account.orders')}
      </h2>
      {!orders && loading && (
        <Loading className="space-y-2">
          <Bone className="h-20 rounded-card" />
          <Bone className="h-20 rounded-card" />
        </Loading>
      )}
      {!orders && error && <Failure error={error} onRetry={() => void refetch()} />}
      {orders?.totalCount === 0 && <p className="text-soft">{t('account.noOrders')}</p>}
      {orders && orders.nodes.length > 0 && (
        <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface">
          {orders.nodes.map((order) => (
            <OrderRow key={order.id} order={order} />
          ))}
        </ul>
      )}
      {orders?.pageInfo.hasNextPage && (
        <Button
          look="plain"
          isBusy={loading}
          className="mt-3"
          onClick={() => void fetchMore({ variables: { after: orders.pageInfo.endCursor } })}
        >
          {t('account.more')}
        </Button>
      )}
    </section>
  );
}

function OrderRow({ order }: { order: OrderLine }) {
  const { t } = useTranslation();
  const format = useFormat();
  const allowance = useAllowance();
  const stage = orderStage(order);
  return (
    <li className="relative flex items-center gap-4 px-4 py-3.5 hover:bg-stub">
      <div className="min-w-0 flex-1">
        <Link to={`/orders/${order.number}`} className="block font-medium after:absolute after:inset-0">
          <SnapshotPlaceLine countryCodes={order.plan.countryCodes} />
          <span className="sr-only">{t('checkout.orderNumber', { number: order.number })}</span>
        </Link>
        <p className="figures text-sm text-soft">
          {order.quantity > 1 && `${order.quantity} × `}
          {allowance(order.plan)}
          <span className="max-sm:hidden"> · </span>
          <span className="max-sm:block">{format.date(order.createdAt)}</span>
        </p>
      </div>
      <div className="flex flex-col items-end gap-1.5 sm:flex-row-reverse sm:items-center sm:gap-5">
        <p className="figures min-w-20 text-right font-semibold">{format.money(order.total)}</p>
        <StateTag tone={TONES[stage]}>{t(`order.stage.${stage}`)}</StateTag>
      </div>
      <ChevronRight aria-hidden className="size-5 text-soft max-sm:hidden" />
    </li>
  );
}
