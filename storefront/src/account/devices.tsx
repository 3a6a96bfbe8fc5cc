import { Monitor, Smartphone } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { lastAnswerOf } from '../api/answer.ts';
import { useFormat } from '../format/use-format.ts';
import { type MySessionsQuery, useEndSessionMutation, useMySessionsQuery } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { useSession } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Failure } from '../ui/failure.tsx';
import { Bone, Loading } from '../ui/skeleton.tsx';
import { useFailureText } from '../ui/use-failure-text.ts';
import { useOwnTexts } from './own-texts.ts';

type DeviceLine = NonNullable<MySessionsQuery['me']>['sessions']['nodes'][number];

/** As many as anybody has; more are told by their number, and ended together. */
const MOST = 50;

/** Every sign-in that still stands, this one first. */
export function Devices() {
  const { own } = useOwnTexts();
  const { locale } = usePreferences();
  const query = useMySessionsQuery({
    variables: { first: MOST, locale },
    fetchPolicy: 'cache-and-network',
    ssr: false,
  });
  const { error, loading, refetch } = query;
  const sessions = lastAnswerOf(query)?.me?.sessions;
  const lines = sessions?.nodes.toSorted((one, other) => Number(other.isCurrent) - Number(one.isCurrent));
  return (
    <section aria-labelledby="devices" className="mt-8 max-w-3xl">
      <h2 id="devices" className="text-xl">
        {own('personal.devices.title')}
      </h2>
      <p className="mt-1 mb-4 text-soft">{own('personal.devices.text')}</p>
      {!lines && loading && (
        <Loading className="space-y-2">
          <Bone className="h-20 rounded-card" />
          <Bone className="h-20 rounded-card" />
        </Loading>
      )}
      {!lines && error && <Failure error={error} onRetry={() => void refetch()} />}
      {lines && (
        <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface">
          {lines.map((line) => (
            <DeviceRow key={line.id} line={line} onEnded={() => void refetch()} />
          ))}
        </ul>
      )}
      {sessions && sessions.totalCount > MOST && (
        <p className="mt-2 text-sm text-soft">
          {own('personal.devices.more', { count: sessions.totalCount - MOST })}
        </p>
      )}
      <SignOutEverywhere />
    </section>
  );
}

function DeviceRow({ line, onEnded }: { line: DeviceLine; onEnded: () => void }) {
  const { own } = useOwnTexts();
  const format = useFormat();
  const Icon = /iPhone|Android/.test(line.device) ? Smartphone : Monitor;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3.5">
      <Icon aria-hidden className="size-5 shrink-0 text-soft" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{line.device}</p>
        <p className="figures text-sm text-soft">
          {line.isCurrent
            ? own('personal.devices.current')
            : own('personal.devices.seen', { when: format.dateTime(line.lastSeenAt) })}
        </p>
        <p className="text-sm text-soft">
          {own('personal.devices.since', { when: format.date(line.startedAt), address: line.address ?? '–' })}
        </p>
      </div>
      {!line.isCurrent && <EndSession line={line} onEnded={onEnded} />}
    </li>
  );
}

function EndSession({ line, onEnded }: { line: DeviceLine; onEnded: () => void }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const { own } = useOwnTexts();
  const [end, { loading }] = useEndSessionMutation();
  const [problem, setProblem] = useState<string | null>(null);
  const confirm = async () => {
    setProblem(null);
    try {
      await end({ variables: { id: line.id } });
      onEnded();
    } catch (error) {
      setProblem(failureText(error));
    }
  };
  return (
    <div>
      <Button
        look="plain"
        isBusy={loading}
        aria-label={own('personal.devices.endNamed', { device: line.device })}
        onClick={() => void confirm()}
      >
        {t('account.signOut')}
      </Button>
      <p role="alert" className="mt-1 text-sm text-lost empty:hidden">
        {problem}
      </p>
    </div>
  );
}

function SignOutEverywhere() {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const navigate = useNavigate();
  const { leave } = useSession();
  const [isAsking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const confirm = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await leave(true);
      navigate('/');
    } catch (error) {
      setProblem(failureText(error));
      setBusy(false);
    }
  };
  return (
    <>
      <Button look="danger" className="mt-5" onClick={() => setAsking(true)}>
        {t('account.signOutEverywhere')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('account.everywhereTitle')}
        confirmLabel={t('account.signOutEverywhere')}
        backLabel={t('common.cancel')}
        isBusy={isBusy}
        onConfirm={() => void confirm()}
        onClose={() => setAsking(false)}
      >
        <p>{t('account.everywhereText')}</p>
        {problem && (
          <p role="alert" className="mt-3 text-lost">
            {problem}
          </p>
        )}
      </ConfirmDialog>
    </>
  );
}
