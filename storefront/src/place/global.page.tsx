import { Earth } from 'lucide-react';
import { useTranslation } from '../i18n/use-translation.ts';
import { PageHead } from '../rendering/page-head.tsx';
import { PlaceHead } from './place-head.tsx';
import { PlacePlans } from './place-plans.tsx';

export function GlobalPage() {
  const { t } = useTranslation();
  return (
    <div className="shell">
      <PageHead
        title={t('place.globalDocumentTitle')}
        description={t('place.globalText')}
        picture="/share/global"
      />
      <PlaceHead
        title={t('place.global')}
        facts={t('place.globalText')}
        picture={
          <Earth
            aria-hidden
            strokeWidth={0.7}
            className="size-28 shrink-0 text-brand opacity-40 max-sm:hidden sm:size-40"
          />
        }
      />
      <PlacePlans of={{ scope: 'GLOBAL' }} />
    </div>
  );
}
