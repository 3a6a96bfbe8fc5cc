import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { Notice } from '../ui/notice.tsx';
import { useSecondsUntil } from '../ui/use-seconds-until.ts';
import { AccountFrame } from './account-frame.tsx';
import { DeleteAccount } from './delete-account.tsx';
import { ExportLink } from './export-link.tsx';
import { useOwnTexts } from './own-texts.ts';

/** One's data as a file, and the way out. */
export function PrivacyPage() {
  return (
    <AccountFrame page="privacy">
      <div className="mt-8 max-w-2xl space-y-12">
        <ExportSection />
        <DeleteAccount />
      </div>
    </AccountFrame>
  );
}

function ExportSection() {
  const { own } = useOwnTexts();
  const seconds = useWait();
  return (
    <section aria-labelledby="export">
      <h2 id="export" className="text-xl">
        {own('personal.export.title')}
      </h2>
      <p className="mt-1 mb-4 text-soft">{own('personal.export.text')}</p>
      <ExportLink />
      {seconds > 0 && (
        <Notice tone="wait" className="mt-4">
          {own('personal.export.wait', { count: Math.ceil(seconds / 60) })}
        </Notice>
      )}
    </section>
  );
}

const LONGEST_WAIT = 3600;

/**
 * The seconds that the server wants to be left alone, where the file was asked for too often. Its word in the address is
 * read once and taken out: it would not age there.
 */
function useWait(): number {
  const [params, setParams] = useSearchParams();
  const told = params.get('wait');
  const [until, setUntil] = useState<number | null>(null);
  useEffect(() => {
    if (told === null) return;
    setUntil(Date.now() + (Number.parseInt(told, 10) || 0) * 1000);
    setParams({}, { replace: true });
  }, [told, setParams]);
  return useSecondsUntil(until, LONGEST_WAIT);
}
