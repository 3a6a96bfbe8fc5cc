import { useTranslation } from '../i18n/use-translation.ts';
import { Failure } from '../ui/failure.tsx';

/** A page that could not be fetched or drawn, as after a new release of the shop: loading anew mends both. */
export function BrokenPage() {
  const { t } = useTranslation();
  return (
    <div className="shell py-12">
      <title>{t('shell.documentTitle')}</title>
      <h1 className="sr-only">{t('broken.title')}</h1>
      <Failure
        title={t('broken.title')}
        text={t('broken.text')}
        onRetry={() => location.reload()}
        className="max-w-2xl"
      />
    </div>
  );
}
