import { ChevronDown } from 'lucide-react';
import { lastAnswerOf } from '../api/answer.ts';
import { type EsimDetailFragment, useMyEsimsQuery } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { EsimPass } from '../order/esim-pass.tsx';
import { EsimStateTag } from '../order/esim-state-tag.tsx';
import { useAllowance } from '../pass/pass-facts.tsx';
import { SnapshotPlaceLine } from '../pass/place-name.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { Bone, Loading } from '../ui/skeleton.tsx';

const PAGE = 10;

/** The passes in one's pocket. Each opens to its QR code and codes. */
export function MyEsims() {
  const { t } = useTranslation();
  const query = useMyEsimsQuery({
    variables: { first: PAGE, after: null },
    fetchPolicy: 'cache-and-network',
  });
  const { error, loading, fetchMore, refetch } = query;
  const esims = lastAnswerOf(query)?.me?.esims;
  return (
    <section aria-labelledby="esims" className="mt-8">
      <h2 id="esims" className="mb-3 text-xl">
        {t('account.esims')}
      </h2>
      {!esims && loading && (
        <Loading>
          <Bone className="h-20 rounded-card" />
        </Loading>
      )}
      {!esims && error && <Failure onRetry={() => void refetch()} />}
      {esims?.totalCount === 0 && <NoEsims />}
      <ul className="space-y-3">
        {esims?.nodes.map((esim) => (
          <li key={esim.id}>
            <EsimRow esim={esim} />
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

/** A small pass; opened, the whole one with its QR code. */
function EsimRow({ esim }: { esim: EsimDetailFragment }) {
  const { t } = useTranslation();
  const allowance = useAllowance();
  return (
    <details className="group">
      <summary className="pass pass-link list-none rounded-card group-open:mb-3 [&::-webkit-details-marker]:hidden">
        <span className="pass-body flex flex-col justify-center gap-0.5 p-4">
          <span className="block font-medium">
            <SnapshotPlaceLine countryCodes={esim.plan.countryCodes} />
          </span>
          <span className="figures truncate text-sm text-soft">{allowance(esim.plan)}</span>
        </span>
        <span className="pass-stub flex w-36 flex-col items-start justify-center gap-1.5 py-3 pr-3 pl-4 sm:w-64 sm:flex-row sm:items-center sm:justify-between">
          <span className="pass-perforation" />
          <EsimStateTag status={esim.status} />
          <span className="flex items-center gap-1 text-sm font-medium text-brand">
            {t('account.showEsim')}
            <ChevronDown
              aria-hidden
              className="size-5 transition-transform duration-200 group-open:rotate-180"
            />
          </span>
        </span>
      </summary>
      <EsimPass esim={esim} isPaid />
    </details>
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
      <LinkButton to="/" className="shrink-0 max-sm:mt-4" state={{ isSearching: true }}>
        {t('notFound.action')}
      </LinkButton>
    </div>
  );
}
