import { ChevronDown } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { lastAnswerOf } from '../api/answer.ts';
import { type MyEsimsQuery, useArchiveEsimMutation, useMyEsimsQuery } from '../generated/graphql.ts';
import { SEARCH_ADDRESS } from '../home/search-address.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { EsimPass } from '../order/esim-pass.tsx';
import { EsimStateTag } from '../order/esim-state-tag.tsx';
import { EsimActions } from '../own-esim/esim-actions.tsx';
import { useAllowance } from '../pass/pass-facts.tsx';
import { SnapshotPlaceLine } from '../pass/place-name.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { Bone, Loading } from '../ui/skeleton.tsx';
import { useFailureText } from '../ui/use-failure-text.ts';

const InstallGuide = lazy(async () => ({
  default: (await import('../order/install-guide.tsx')).InstallGuide,
}));

const PAGE = 10;

/** What was just put away or taken out, and can be undone. */
type Moved = { id: string; isArchived: boolean };

/** The passes in one's pocket. Each opens to its QR code and codes; those no longer needed are put away. */
export function MyEsims() {
  const { t } = useTranslation();
  const [isArchived, setArchived] = useState(false);
  const query = useMyEsimsQuery({
    variables: { first: PAGE, after: null, isArchived },
    fetchPolicy: 'cache-and-network',
  });
  const { error, loading, fetchMore, refetch } = query;
  const esims = lastAnswerOf(query)?.me?.esims;
  const { moved, problem, move } = useArchive(() => refetch());
  return (
    <section aria-labelledby="esims" className="mt-8">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <h2 id="esims" className="text-xl">
          {t('account.esims')}
        </h2>
        <ListChoice isArchived={isArchived} onChoose={setArchived} />
      </div>
      <div role="status" className="empty:hidden">
        {moved && (
          <p className="mb-3 flex flex-wrap items-center justify-between gap-2 rounded-card bg-sunken py-1 pr-1 pl-4 text-sm">
            {moved.isArchived ? t('own.archived') : t('own.unarchived')}
            <Button look="quiet" onClick={() => void move(moved.id, !moved.isArchived)}>
              {t('own.undo')}
            </Button>
          </p>
        )}
      </div>
      {problem && (
        <p role="alert" className="mb-3 text-sm text-lost">
          {problem}
        </p>
      )}
      {!esims && loading && (
        <Loading>
          <Bone className="h-20 rounded-card" />
        </Loading>
      )}
      {error && <Failure error={error} onRetry={() => void refetch()} className="mb-3" />}
      {esims?.totalCount === 0 &&
        (isArchived ? <p className="text-soft">{t('own.noArchived')}</p> : <NoEsims />)}
      <ul className="space-y-3">
        {esims?.nodes.map((esim) => (
          <li key={esim.id}>
            <EsimRow esim={esim} onArchive={(to) => void move(esim.id, to)} />
          </li>
        ))}
      </ul>
      {esims?.pageInfo.hasNextPage && (
        <Button
          look="plain"
          isBusy={loading}
          className="mt-3"
          onClick={() => void fetchMore({ variables: { after: esims.pageInfo.endCursor } })}
        >
          {t('account.more')}
        </Button>
      )}
    </section>
  );
}

/** Puts an eSIM away or takes it out, and remembers the last move to be undone. */
function useArchive(reload: () => Promise<unknown>) {
  const failureText = useFailureText();
  const [archive] = useArchiveEsimMutation();
  const [moved, setMoved] = useState<Moved | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const move = async (id: string, isArchived: boolean) => {
    setProblem(null);
    try {
      const { data } = await archive({ variables: { id, isArchived } });
      if (data?.archiveEsim.__typename !== 'Esim') return setProblem(failureText());
      setMoved({ id, isArchived });
      await reload();
    } catch (error) {
      setProblem(failureText(error));
    }
  };
  return { moved, problem, move };
}

function ListChoice({
  isArchived,
  onChoose,
}: {
  isArchived: boolean;
  onChoose: (isArchived: boolean) => void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset className="flex gap-1 rounded-control bg-sunken p-1">
      <legend className="sr-only">{t('own.which')}</legend>
      {[false, true].map((is) => (
        <button
          key={String(is)}
          type="button"
          aria-pressed={is === isArchived}
          onClick={() => onChoose(is)}
          className="min-h-11 rounded-md px-3 text-sm font-medium text-soft aria-pressed:bg-surface aria-pressed:text-ink aria-pressed:shadow-sm"
        >
          {is ? t('own.listArchived') : t('own.listActive')}
        </button>
      ))}
    </fieldset>
  );
}

type OwnEsim = NonNullable<MyEsimsQuery['me']>['esims']['nodes'][number];
type EsimRowProps = { esim: OwnEsim; onArchive: (isArchived: boolean) => void };

/** A small pass; opened, the whole one with its QR code, how to install it, and the way to its order. */
function EsimRow({ esim, onArchive }: EsimRowProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="group" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <EsimSummary esim={esim} />
      <EsimPass esim={esim} isPaid />
      <EsimActions esim={esim} onArchive={onArchive} />
      <Link
        to={`/orders/${esim.orderNumber}`}
        className="mt-2 inline-flex min-h-11 items-center font-medium text-brand underline underline-offset-4"
      >
        {t('checkout.orderNumber', { number: esim.orderNumber })}
      </Link>
      {isOpen && esim.activationCode && (
        <Suspense fallback={<Bone className="mt-2 h-80 rounded-card" />}>
          <div className="mt-2 max-w-2xl">
            <InstallGuide />
          </div>
        </Suspense>
      )}
    </details>
  );
}

function EsimSummary({ esim }: { esim: OwnEsim }) {
  const { t } = useTranslation();
  const allowance = useAllowance();
  return (
    <summary className="pass pass-link list-none rounded-card group-open:mb-3 [&::-webkit-details-marker]:hidden">
      <span className="pass-body flex min-w-0 flex-col justify-center gap-0.5 p-4">
        {esim.name && <span className="block truncate font-display font-bold">{esim.name}</span>}
        <span className={`block ${esim.name ? 'text-sm' : 'font-medium'}`}>
          <SnapshotPlaceLine countryCodes={esim.plan.countryCodes} />
        </span>
        <span className="figures truncate text-sm text-soft">{allowance(esim.plan)}</span>
      </span>
      <span className="pass-stub flex w-36 flex-col items-start justify-center gap-1.5 py-3 pr-3 pl-4 sm:w-64 sm:flex-row sm:items-center sm:justify-between">
        <span className="pass-perforation" />
        <EsimStateTag esim={esim} />
        <span className="flex items-center gap-1 text-sm font-medium text-brand">
          {t('account.showEsim')}
          <ChevronDown
            aria-hidden
            className="size-5 transition-transform duration-200 group-open:rotate-180"
          />
        </span>
      </span>
    </summary>
  );
}

function NoEsims() {
  const { t } = useTranslation();
  return (
    <div className="rounded-card border border-dashed border-control p-6 sm:flex sm:items-center sm:justify-between sm:gap-6">
      <div>
        <p className="font-display text-lg font-bold">{t('account.noEsims')}</p>
        <p className="mt-1 text-soft">{t('account.noEsimsText')}</p>
      </div>
      <LinkButton to={SEARCH_ADDRESS} className="shrink-0 max-sm:mt-4">
        {t('notFound.action')}
      </LinkButton>
    </div>
  );
}
