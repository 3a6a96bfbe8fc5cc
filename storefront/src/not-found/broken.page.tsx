import { useTranslation } from '../i18n/use-translation.ts';
import { Failure } from '../ui/failure.tsx';

/** A page that could not be fetched or drawn, as after a new release of the shop: loading anew mends both. */
export function BrokenPage() {
  const { t } = useTranslation();
  return (
    <>
      <title>{t('shell.documentTitle')}</title>
      <Failure isPage title={t('broken.title')} text={t('broken.text')} onRetry={() => location.reload()} />
    </>
  );
}
