import { useTranslation } from '../i18n/use-translation.ts';
import { PageHead } from '../rendering/page-head.tsx';
import { LinkButton } from '../ui/button.tsx';

/** What is shown to somebody who has just left. */
export function DeletedPage() {
  const { t } = useTranslation();
  return (
    <div className="shell py-8 sm:py-16">
      <PageHead title={t('personal.deleted.documentTitle')} isPrivate />
      <div className="mx-auto max-w-md">
        <h1 className="text-3xl">{t('personal.deleted.title')}</h1>
        <p className="mt-2 mb-6 text-soft">{t('personal.deleted.text')}</p>
        <LinkButton to="/" look="plain">
          {t('personal.deleted.home')}
        </LinkButton>
      </div>
    </div>
  );
}
