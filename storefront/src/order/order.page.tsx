import { type ReactNode, useEffect } from 'react';
import { Link, useParams } from 'react-router';
import { forgetOrder } from '../checkout/intent.ts';
import { useFormat } from '../format/use-format.ts';
import type { OrderDetailFragment } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { NotFoundPage } from '../not-found/not-found.page.tsx';
import { EsimActions } from '../own-esim/esim-actions.tsx';
import { PageHead } from '../rendering/page-head.tsx';
import { RequireSession } from '../session/require-session.tsx';
import { Failure } from '../ui/failure.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageSkeleton } from '../ui/skeleton.tsx';
import { DeliveryMail } from './delivery-mail.tsx';
import { EsimPass } from './esim-pass.tsx';
import { InstallGuide } from './install-guide.tsx';
import { OrderHistory } from './order-history.tsx';
import { OrderProgress } from './order-progress.tsx';
import { type OrderStage, orderStage, usableCount } from './order-stage.ts';
import { RefundPanel } from './refund-panel.tsx';
import { StageMessage } from './stage-message.tsx';
import { useAwaitedPayment } from './use-awaited-payment.ts';
import { useLiveOrder } from './use-live-order.ts';

/** An order from paying to ready, by itself; survives reload, sleep and a lost line. */
export function OrderPage() {
  return (
    <RequireSession>
      <Order />
    </RequireSession>
  );
}

function Order() {
  const { number = '' } = useParams();
  const { order, isMissing, error, refetch } = useLiveOrder(number);
  if (order) return <OrderView key={order.id} order={order} isStale={error !== undefined} />;
  if (isMissing) return <NotFoundPage />;
  return error ? <Failure error={error} onRetry={() => void refetch()} isPage /> : <PageSkeleton />;
}

function OrderView({ order, isStale }: { order: OrderDetailFragment; isStale: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { isAwaited, isPaid, isRefusedByBank } = useAwaitedPayment();
  const hasFailed = !isPaid && order.payments.at(-1)?.failureCode != null;
  const stage = orderStage(order, isAwaited && !hasFailed);
  useEffect(() => {
    if (stage !== 'to-pay' && stage !== 'confirming') forgetOrder(order.plan.planId, order.number);
  }, [stage, order.plan.planId, order.number]);
  const values = {
    count: stage === 'part-refunded' ? usableCount(order) : order.quantity,
    total: order.quantity,
  };
  const title = t(`order.title.${stage}`, values);
  const past = (
    <div>
      <OrderHistory order={order} />
      <p className="figures mt-8 text-sm text-soft">
        {t('order.placed', { date: format.dateTime(order.createdAt), total: format.money(order.total) })}
      </p>
    </div>
  );
  return (
    <div className="shell pt-4 sm:pt-8">
      <PageHead title={t('shell.pageTitle', { title })} isPrivate />
      <p className="figures text-sm text-soft">
        <Link to="/account" className="underline underline-offset-4 hover:text-ink">
          {t('shell.account')}
        </Link>
        {' / '}
        {t('checkout.orderNumber', { number: order.number })}
      </p>
      <h1 className="mt-2 text-2xl sm:text-3xl">{title}</h1>
      <p role="status" className="sr-only">
        {t(`order.announce.${stage}`, values)}
      </p>
      <OrderProgress stage={stage} order={order} />
      {isStale && (
        <Notice tone="wait" className="mb-5 max-w-3xl">
          {t('order.stale')}
        </Notice>
      )}
      <StageMessage order={order} stage={stage} isRefusedByBank={isRefusedByBank} />
      {showsEsims(stage) ? (
        <Esims order={order} stage={stage}>
          {past}
        </Esims>
      ) : (
        past
      )}
    </div>
  );
}

function showsEsims(stage: OrderStage): boolean {
  return stage !== 'cancelled' && stage !== 'expired';
}

type EsimsProps = { order: OrderDetailFragment; stage: OrderStage; children: ReactNode };

/** The passes and what is done with them; `children` stand under the passes, and last on a phone. */
function Esims({ order, stage, children }: EsimsProps) {
  const { t } = useTranslation();
  const isPaid = stage !== 'to-pay' && stage !== 'confirming';
  // Before the payment there is one pass to look at, not ten empty ones.
  const shown = isPaid ? order.esims : order.esims.slice(0, 1);
  const isAnyReady = order.esims.some(({ activationCode }) => activationCode !== null);
  return (
    <div className="grid items-start gap-x-10 lg:grid-cols-[minmax(0,1fr)_24rem] lg:grid-rows-[auto_1fr]">
      <ul className="min-w-0 space-y-6">
        {shown.map((esim, index) => (
          <li key={esim.id}>
            {order.esims.length > 1 && (
              <h2 className="figures mb-2 text-base">
                {isPaid
                  ? t('order.esimOf', { number: index + 1, count: order.esims.length })
                  : t('order.esimCount', { count: order.esims.length })}
              </h2>
            )}
            <EsimPass
              esim={esim}
              isPaid={isPaid}
              isRefunded={stage === 'refunded' || stage === 'refunding'}
            />
            {esim.activationCode && <EsimActions esim={esim} />}
          </li>
        ))}
      </ul>
      {!isAnyReady && order.refundRequests.length > 0 && (
        <div className="max-lg:mt-8 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <RefundPanel order={order} />
        </div>
      )}
      {isAnyReady && (
        <div className="min-w-0 space-y-6 max-lg:mt-8 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <InstallGuide />
          <RefundPanel order={order} />
          {order.deliveryEmail && <DeliveryMail orderNumber={order.number} email={order.deliveryEmail} />}
        </div>
      )}
      <div className="min-w-0 lg:col-start-1">{children}</div>
    </div>
  );
}
