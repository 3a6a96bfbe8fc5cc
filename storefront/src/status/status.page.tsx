import { CircleCheck, CircleX, Clock } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Link } from 'react-router';
import { lastAnswerOf } from '../api/answer.ts';
import { useFormat } from '../format/use-format.ts';
import { type ServiceState, type ShopStatusQuery, useShopStatusQuery } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { fill } from '../prose/block.ts';
import { PageHead } from '../rendering/page-head.tsx';
import { Failure } from '../ui/failure.tsx';
import { Bone, Loading } from '../ui/skeleton.tsx';
import { statusWords } from './status.text.ts';

const PARTS = ['shop', 'payments', 'delivery', 'mails'] as const;
const REFRESH_MS = 30_000;

const LOOKS = {
  WORKING: { icon: CircleCheck, className: 'text-ready' },
  DELAYED: { icon: Clock, className: 'text-wait' },
  INTERRUPTED: { icon: CircleX, className: 'text-lost' },
} as const satisfies Record<ServiceState, object>;

type Status = ShopStatusQuery['shop']['status'];

/** Whether the shop and its parts work now. Asks again by itself; where no answer comes, that is the answer. */
export function StatusPage() {
  const { t } = useTranslation();
  const words = statusWords[usePreferences().locale];
  const query = useShopStatusQuery({
    pollInterval: REFRESH_MS,
    skipPollAttempt: () => document.hidden,
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const status = query.error ? null : lastAnswerOf(query)?.shop.status;
  return (
    <div className="shell py-8 sm:py-12">
      <PageHead title={t('shell.pageTitle', { title: t('shell.status') })} description={words.description} />
      <h1 className="text-3xl">{t('shell.status')}</h1>
      {query.error && (
        <Failure
          title={words.down.title}
          text={words.down.text}
          onRetry={() => void query.refetch().catch(() => undefined)}
          className="mt-6 max-w-2xl"
        />
      )}
      {status && <Parts status={status} />}
      {!status && !query.error && (
        <Loading className="mt-6 max-w-2xl space-y-3">
          <Bone className="h-7 w-2/3" />
          {PARTS.map((part) => (
            <Bone key={part} className="h-16 w-full" />
          ))}
        </Loading>
      )}
      <p className="mt-8 max-w-prose text-soft">
        {words.help}{' '}
        <Link to="/help" className="inline-block py-2 font-medium text-brand underline underline-offset-4">
          {t('shell.helpCentre')}
        </Link>
      </p>
    </div>
  );
}

function Parts({ status }: { status: Status }) {
  const words = statusWords[usePreferences().locale];
  return (
    <div className="mt-3 max-w-2xl">
      <p role="status" className="text-lg text-soft">
        {words.overall[worstOf(status)]}
      </p>
      <ul className="mt-6 divide-y divide-line rounded-card border border-line bg-surface">
        {PARTS.map((part) => {
          const { icon: Icon, className } = LOOKS[status[part]];
          return (
            <li key={part} className="flex gap-3 px-4 py-3.5">
              <Icon aria-hidden className={`mt-0.5 size-5 shrink-0 ${className}`} />
              <div>
                <h2 className="text-base tracking-normal">
                  {words.parts[part].name}: {words.states[status[part]]}
                </h2>
                <p className="text-sm text-soft">{words.parts[part][status[part]]}</p>
              </div>
            </li>
          );
        })}
      </ul>
      <CheckedAt iso={status.checkedAt} />
    </div>
  );
}

/** Told by the visitor's clock and zone, which the server does not know. */
function CheckedAt({ iso }: { iso: string }) {
  const words = statusWords[usePreferences().locale];
  const format = useFormat();
  const isInBrowser = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
  return (
    <p className="figures mt-3 min-h-6 text-sm text-soft">
      {isInBrowser && fill(words.checkedAt, { time: format.time(iso) })}
    </p>
  );
}

function worstOf(status: Status): ServiceState {
  const states = PARTS.map((part) => status[part]);
  if (states.includes('INTERRUPTED')) return 'INTERRUPTED';
  return states.includes('DELAYED') ? 'DELAYED' : 'WORKING';
}
