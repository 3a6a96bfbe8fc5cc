import type { ErrorLike } from '@apollo/client';
import { WifiOff } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { useFormat } from '../format/use-format.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { EsimPass } from '../order/esim-pass.tsx';
import { InstallGuide } from '../order/install-guide.tsx';
import { PageHead } from '../rendering/page-head.tsx';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageSkeleton } from '../ui/skeleton.tsx';
import { readEsims, type SavedEsims } from './saved-esims.ts';

const LOOK_EVERY_MS = 5_000;

/** What was bought, from this device, while the shop cannot be reached. */
export function OfflineEsims({ error, onRetry }: { error: ErrorLike | undefined; onRetry: () => void }) {
  const [saved, setSaved] = useState<SavedEsims | null | undefined>(undefined);
  useEffect(() => {
    void readEsims().then(setSaved);
  }, []);
  useWhenBack(onRetry);
  if (saved === undefined) return <PageSkeleton />;
  if (saved === null) return <Failure error={error} onRetry={onRetry} isPage />;
  return <Saved saved={saved} onRetry={onRetry} />;
}

/**
 * Calls back once the shop answers again. It is asked beside the page, which shows a QR code that somebody may be
 * scanning: a try that fails must not be seen.
 */
function useWhenBack(onBack: () => void): void {
  const back = useEffectEvent(onBack);
  useEffect(() => {
    const look = async () => {
      if (document.hidden) return;
      const response = await fetch('/health', { cache: 'no-store' }).catch(() => null);
      if (response?.ok) back();
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    window.addEventListener('online', look);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', look);
    };
  }, []);
}

function Saved({ saved, onRetry }: { saved: SavedEsims; onRetry: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className="shell pt-4 sm:pt-8">
      <PageHead title={t('shell.pageTitle', { title: t('offline.title') })} isPrivate />
      <h1 className="flex items-center gap-3 text-2xl sm:text-3xl">
        <WifiOff aria-hidden className="size-7 text-wait" />
        {t('offline.title')}
      </h1>
      <Notice
        tone="wait"
        className="mt-5 mb-6 max-w-3xl"
        action={
          <Button look="plain" onClick={onRetry}>
            {t('failure.retry')}
          </Button>
        }
      >
        {t('offline.text', { time: format.dateTime(saved.savedAt) })}
      </Notice>
      <div className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <ul className="min-w-0 space-y-8">
          {saved.esims.map((esim) => (
            <li key={esim.id}>
              <EsimPass esim={esim} isPaid />
            </li>
          ))}
        </ul>
        <InstallGuide />
      </div>
    </div>
  );
}
