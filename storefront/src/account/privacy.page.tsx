import { useTranslation } from '../i18n/use-translation.ts';
import { AccountFrame } from './account-frame.tsx';
import { DeleteAccount } from './delete-account.tsx';
import { ExportLink } from './export-link.tsx';

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
  const { t } = useTranslation();
  return (
    <section aria-labelledby="export">
      <h2 id="export" className="text-xl">
        {t('personal.export.title')}
      </h2>
      <p className="mt-1 mb-4 text-soft">{t('personal.export.text')}</p>
      <ExportLink />
    </section>
  );
}
