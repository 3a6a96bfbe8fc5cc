import { useState } from 'react';
import { useParams } from 'react-router';
import { answerOf } from '../api/answer.ts';
import { useFormat } from '../format/use-format.ts';
import {
  type OpenSharedEsimMutation,
  type SharedEsimQuery,
  useOpenSharedEsimMutation,
  useSharedEsimQuery,
} from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { InstallGuide } from '../order/install-guide.tsx';
import { PassView } from '../order/pass-view.tsx';
import { useStatus } from '../rendering/outcome.tsx';
import { PageHead } from '../rendering/page-head.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { PageSkeleton } from '../ui/skeleton.tsx';
import { useFailureText } from '../ui/use-failure-text.ts';
import { useIsMounted } from '../ui/use-is-mounted.ts';

type Shared = Extract<SharedEsimQuery['sharedEsim'], { __typename: 'SharedEsim' }>;
type Opened = Extract<OpenSharedEsimMutation['openSharedEsim'], { __typename: 'OpenedSharedEsim' }>;

/** Where a companion's link leads. It needs no account, and tells nothing of who sent it. */
export function SharedPage() {
  const { t } = useTranslation();
  const { token = '' } = useParams();
  const query = useSharedEsimQuery({ variables: { token } });
  const result = answerOf(query)?.sharedEsim;
  return (
    <>
      <PageHead title={t('shared.documentTitle')} isPrivate />
      {result?.__typename === 'SharedEsim' && <SharedEsim token={token} shared={result} />}
      {result?.__typename === 'SharedEsimGone' && (
        <Gone status={result.code === 'SHARE_UNKNOWN' ? 404 : 410} />
      )}
      {result?.__typename === 'RateLimited' && (
        <TooOften text={result.message} onRetry={() => void query.refetch()} />
      )}
      {!result && query.error && <Failure error={query.error} onRetry={() => void query.refetch()} isPage />}
      {!result && !query.error && <PageSkeleton />}
    </>
  );
}

/** The same page whether there never was such a link, or it is withdrawn or over. */
function Gone({ status }: { status: number }) {
  const { t } = useTranslation();
  useStatus(status);
  return (
    <div className="shell max-w-2xl py-12">
      <h1 className="text-2xl sm:text-3xl">{t('shared.goneTitle')}</h1>
      <p className="mt-3 text-soft">{t('shared.goneText')}</p>
      <LinkButton to="/" look="plain" className="mt-6">
        {t('shared.toShop')}
      </LinkButton>
    </div>
  );
}

function TooOften({ text, onRetry }: { text: string; onRetry: () => void }) {
  const { t } = useTranslation();
  useStatus(429);
  return <Failure onRetry={onRetry} title={t('shared.tooOften')} text={text} isPage />;
}

function SharedEsim({ token, shared }: { token: string; shared: Shared }) {
  const { t } = useTranslation();
  const format = useFormat();
  const isMounted = useIsMounted();
  const { opened, isGone, problem, isOpening, open } = useOpening(token);
  if (isGone) return <Gone status={410} />;
  return (
    <div className="shell pt-4 sm:pt-8">
      <h1 className="text-2xl sm:text-3xl">
        {shared.companion ? t('shared.titleNamed', { name: shared.companion }) : t('shared.title')}
      </h1>
      <p className="mt-2 mb-6 max-w-prose text-soft">{opened ? t('shared.openedText') : t('shared.text')}</p>
      <div className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="min-w-0">
          <PassView
            plan={shared.plan}
            codes={opened}
            iccid={opened?.iccid ?? null}
            emptyStub={t('shared.stub')}
          />
          {!opened && (
            <Button className="mt-4 w-full sm:w-auto" isBusy={isOpening} onClick={() => void open()}>
              {t('shared.open')}
            </Button>
          )}
          {problem && (
            <p role="alert" className="mt-3 text-lost">
              {problem}
            </p>
          )}
          <p role="status" className="sr-only">
            {opened && t('shared.announce')}
          </p>
          <p className="mt-4 min-h-10 text-sm text-soft">
            {/* The server does not know the clock the visitor goes by. */}
            {isMounted && t('shared.until', { date: format.dateTime(shared.expiresAt) })}
          </p>
        </div>
        {opened && <InstallGuide />}
      </div>
    </div>
  );
}

/** The codes come only when somebody asks for them by hand: programs that show links look, but do not press. */
function useOpening(token: string) {
  const failureText = useFailureText();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [isGone, setGone] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [ask, { loading }] = useOpenSharedEsimMutation();
  const open = async () => {
    setProblem(null);
    try {
      const { data } = await ask({ variables: { token } });
      const result = data?.openSharedEsim;
      if (result?.__typename === 'OpenedSharedEsim') setOpened(result);
      else if (result?.__typename === 'SharedEsimGone') setGone(true);
      else setProblem(result?.message ?? failureText());
    } catch (error) {
      setProblem(failureText(error));
    }
  };
  return { opened, isGone, problem, isOpening: loading, open };
}
