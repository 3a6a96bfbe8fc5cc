import { Download } from 'lucide-react';
import { useTranslation } from '../i18n/use-translation.ts';
import { buttonClass } from '../ui/button.tsx';

/** A plain link: the file is streamed to disk, however large it is. */
export function ExportLink() {
  const { t } = useTranslation();
  return (
    <a href="/account/export.json" download className={buttonClass('plain')}>
      <Download aria-hidden className="size-4" />
      {t('personal.export.action')}
    </a>
  );
}
