import { lastAnswerOf } from '../api/answer.ts';
import { useDeclineText } from '../checkout/decline-text.ts';
import { useFormat } from '../format/use-format.ts';
import { type OrderDetailFragment, useShopQuery } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { LinkButton } from '../ui/button.tsx';
import { Notice, type Tone } from '../ui/notice.tsx';
import { CancelOrder } from './cancel-order.tsx';
import type { OrderStage } from './order-stage.ts';
import { reviewReason } from './review-reason.ts';

type StageMessageProps = { order: OrderDetailFragment; stage: OrderStage; isRefusedByBank: boolean };

const TONES: Record<Exclude<OrderStage, 'to-pay' | 'ready'>, Tone> = {
  confirming: 'wait',
  preparing: 'wait',
  review: 'wait',
  cancelled: 'info',
  expired: 'info',
  'part-refunded': 'info',
  refunding: 'info',
  refunded: 'info',
};

/** What happens now and what to do, in a sentence or two. A ready order needs none: the eSIM itself is shown. */
export function StageMessage({ order, stage, isRefusedByBank }: StageMessageProps) {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const shop = lastAnswerOf(useShopQuery({ variables: { locale } }))?.shop;
  const supportEmail = shop?.supportEmail ?? '';
  if (stage === 'to-pay') return <ToPay order={order} isRefusedByBank={isRefusedByBank} />;
  if (stage === 'ready') return null;
  const values = { email: order.deliveryEmail ?? '' };
  const isOver = stage === 'cancelled' || stage === 'expired';
  return (
    <Notice
      tone={TONES[stage]}
      className="mb-6 max-w-3xl"
      action={
        isOver ? (
          <LinkButton look="plain" to="/">
            {t('order.chooseAgain')}
          </LinkButton>
        ) : undefined
      }
    >
      <p>
        {stage === 'review'
          ? t(`order.review.${reviewReason(order)}`, values)
          : t(`order.text.${stage}`, values)}
      </p>
      {stage === 'review' && supportEmail && (
        <p className="mt-1">
          {t('order.writeTo')}{' '}
          <a
            href={`mailto:${supportEmail}?subject=${encodeURIComponent(order.number)}`}
            className="font-semibold underline underline-offset-2"
          >
            {supportEmail}
          </a>
        </p>
      )}
    </Notice>
  );
}

function ToPay({ order, isRefusedByBank }: { order: OrderDetailFragment; isRefusedByBank: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const declineText = useDeclineText();
  const failed = order.payments.at(-1);
  const decline = failed?.failureCode
    ? declineText(failed.failureCode)
    : isRefusedByBank
      ? declineText('payment_intent_authentication_failure')
      : null;
  return (
    <div className="mb-6 max-w-3xl">
      {decline && (
        <Notice tone="lost" className="mb-4">
          {decline}
        </Notice>
      )}
      {order.expiresAt && (
        <p className="figures mb-4 text-soft">
          {t('checkout.heldUntil', { time: format.time(order.expiresAt) })}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {order.isPayable && (
          <LinkButton to={`/orders/${order.number}/pay`} className="figures max-sm:w-full">
            {t('card.pay', { total: format.money(order.total) })}
          </LinkButton>
        )}
        <CancelOrder order={order} />
      </div>
    </div>
  );
}
