import { useState } from 'react';
import { lastAnswerOf } from '../api/answer.ts';
import { useFormat } from '../format/use-format.ts';
import { type OrderDetailFragment, useRefundPolicyQuery } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { Button } from '../ui/button.tsx';
import { Notice, type Tone } from '../ui/notice.tsx';
import { RefundDialog } from './refund-dialog.tsx';

type Request = OrderDetailFragment['refundRequests'][number];

/** What of an order can be given back, and where one's requests stand. Nothing where there is neither. */
export function RefundPanel({ order }: { order: OrderDetailFragment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isAsking, setAsking] = useState(false);
  const { refundOffer: offer, refundRequests: requests } = order;
  const policy = lastAnswerOf(useRefundPolicyQuery({ ssr: false }))?.shop.refundPolicy;
  if (!offer && requests.length === 0) return null;
  return (
    <section aria-labelledby="refund" className="rounded-card border border-line bg-surface p-4 sm:p-5">
      <h2 id="refund" className="text-lg">
        {t('own.refund')}
      </h2>
      <div aria-live="polite" className="mt-2 space-y-3">
        {requests.map((request) => (
          <RequestState key={request.id} request={request} hours={policy?.answerHours ?? null} />
        ))}
      </div>
      {offer && (
        <>
          <p className="mt-2 text-sm text-soft">
            {t('own.refundUntil', { date: format.dateTime(offer.until) })}
          </p>
          <Button look="plain" className="mt-3" onClick={() => setAsking(true)}>
            {t('own.refundAsk')}
          </Button>
        </>
      )}
      {isAsking && offer && <RefundDialog order={order} offer={offer} onClose={() => setAsking(false)} />}
    </section>
  );
}

const TONES: Record<Request['status'], Tone> = {
  OPEN: 'wait',
  APPROVED: 'ready',
  REFUSED: 'info',
  SETTLED: 'info',
};

function RequestState({ request, hours }: { request: Request; hours: number | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { status, answer, refund } = request;
  const amount = format.money(request.amount);
  const step = status === 'APPROVED' && refund ? (`APPROVED-${refund.status}` as const) : status;
  return (
    <Notice
      tone={refund?.status === 'FAILED' ? 'wait' : TONES[status]}
      title={t(`own.refundTitle.${status}`)}
    >
      <p>{t(`own.refundText.${step}`, { amount, date: format.dateTime(request.createdAt) })}</p>
      {status === 'OPEN' && hours !== null && <p className="mt-1">{t('own.refundHours', { hours })}</p>}
      {status === 'REFUSED' && answer && <p className="mt-1">“{answer}”</p>}
    </Notice>
  );
}
