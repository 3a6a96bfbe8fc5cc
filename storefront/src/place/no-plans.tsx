import { useTranslation } from '../i18n/use-translation.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { usePlanChoices } from './filter-bar.tsx';
import { isFiltered } from './plan-filters.ts';

/** Nothing fits: either the choices are too narrow, or nothing is sold for this place. */
export function NoPlans({ onReset }: { onReset: () => void }) {
  const { t } = useTranslation();
  const { choices } = usePlanChoices();
  const isNarrow = isFiltered(choices);
  return (
    <div className="mt-8 rounded-card border border-dashed border-control p-8 text-center">
      <p className="font-display text-lg font-bold">{isNarrow ? t('place.noneFit') : t('place.noneSold')}</p>
      <p className="mx-auto mt-1 mb-5 max-w-md text-soft">
        {isNarrow ? t('place.noneFitText') : t('place.noneSoldText')}
      </p>
      {isNarrow ? (
        <Button look="plain" onClick={onReset}>
          {t('filters.reset')}
        </Button>
      ) : (
        <LinkButton look="plain" to="/">
          {t('place.otherPlaces')}
        </LinkButton>
      )}
    </div>
  );
}
