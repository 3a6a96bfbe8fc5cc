import { SEARCH_ADDRESS } from '../home/search-address.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { useStatus } from '../rendering/outcome.tsx';
import { PageHead } from '../rendering/page-head.tsx';
import { LinkButton } from '../ui/button.tsx';

/** A page, place, plan or order that is not there; the server answers it with 404. */
export function NotFoundPage() {
  const { t } = useTranslation();
  useStatus(404);
  return (
    <div className="shell flex flex-col items-start gap-4 py-16">
      <PageHead title={t('notFound.documentTitle')} isPrivate />
      <div aria-hidden className="pass mb-4 w-64 -rotate-2 opacity-90">
        <div className="pass-body p-4">
          <p className="eyebrow">{t('notFound.eyebrow')}</p>
          <p className="figures font-display text-3xl font-extrabold text-brand">404</p>
        </div>
        <div className="pass-stub w-20">
          <span className="pass-perforation" />
        </div>
      </div>
      <h1 className="text-3xl">{t('notFound.title')}</h1>
      <p className="max-w-prose text-soft">{t('notFound.text')}</p>
      <LinkButton to={SEARCH_ADDRESS}>{t('notFound.action')}</LinkButton>
    </div>
  );
}
