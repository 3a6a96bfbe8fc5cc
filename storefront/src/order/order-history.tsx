import { useEffect, useRef } from 'react';
import { lastAnswerOf } from '../api/answer.ts';
import { useFormat } from '../format/use-format.ts';
import { type OrderDetailFragment, useOrderHistoryQuery } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { Failure } from '../ui/failure.tsx';
import { Bone, Loading } from '../ui/skeleton.tsx';

/** What happened to an order in plain words, oldest first; read anew whenever the order changes. */
export function OrderHistory({ order }: { order: OrderDetailFragment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { locale } = usePreferences();
  const query = useOrderHistoryQuery({
    variables: { number: order.number, locale },
    fetchPolicy: 'cache-and-network',
  });
  const { refetch } = query;
  const shown = useRef(order);
  useEffect(() => {
    if (shown.current === order) return;
    shown.current = order;
    // Without an answer the page keeps what it shows.
    refetch().catch(() => undefined);
  }, [order, refetch]);
  const timeline = lastAnswerOf(query)?.me?.order?.timeline;
  return (
    <section aria-labelledby="history" className="mt-10 max-w-3xl">
      <h2 id="history" className="mb-3 text-lg">
        {t('own.history')}
      </h2>
      {!timeline && query.loading && (
        <Loading className="space-y-2">
          <Bone className="h-5 w-64" />
          <Bone className="h-5 w-48" />
        </Loading>
      )}
      {!timeline && query.error && <Failure error={query.error} onRetry={() => void refetch()} />}
      <ol aria-live="polite" className="space-y-3 border-l-2 border-line pl-4">
        {timeline?.map(({ id, at, text }) => (
          <li key={id} className="relative">
            <span aria-hidden className="absolute top-1.5 -left-[1.36rem] size-2.5 rounded-full bg-brand" />
            <p>{text}</p>
            <p className="figures text-sm text-soft">
              <time dateTime={at}>{format.dateTime(at)}</time>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
