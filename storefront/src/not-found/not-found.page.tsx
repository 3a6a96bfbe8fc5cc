import { useTranslation } from '../i18n/use-translation.ts';
import { LinkButton } from '../ui/button.tsx';

/** A page, place, plan or order that is not there. The server answers 404 for addresses it knows to be dead. */
export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <div className="shell flex flex-col items-start gap-4 py-16">
      <title>{t('notFound.documentTitle')}</title>
      <meta name="robots" content="noindex" />
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
      <LinkButton to="/" state={{ isSearching: true }}>
        {t('notFound.action')}
      </LinkButton>
    </div>
  );
}
