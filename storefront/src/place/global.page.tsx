import { Earth } from 'lucide-react';
import { lastAnswerOf } from '../api/answer.ts';
import { useGlobalHeadQuery } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { PageHead } from '../rendering/page-head.tsx';
import { PlaceHead } from './place-head.tsx';
import { PlacePlans } from './place-plans.tsx';
import { PlaceProduct } from './place-product.tsx';

const GLOBAL = { scope: 'GLOBAL' } as const;
const PICTURE = '/share/global';

export function GlobalPage() {
  const { t } = useTranslation();
  const { currency } = usePreferences();
  const bounds = lastAnswerOf(
    useGlobalHeadQuery({ variables: { place: { currency, ...GLOBAL } } }),
  )?.planBounds;
  return (
    <div className="shell">
      <PageHead
        title={t('place.globalDocumentTitle')}
        description={t('place.globalText')}
        picture={PICTURE}
      />
      {bounds && (
        <PlaceProduct
          name={t('place.globalName')}
          description={t('place.globalText')}
          path="/global"
          picture={PICTURE}
          planCount={bounds.count}
          fromPrice={bounds.minPrice}
        />
      )}
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
      <PlacePlans of={GLOBAL} />
    </div>
  );
}
