import { SelectInput, useListContext } from 'react-admin';
import { useSay } from '../i18n/use-say.ts';
import { SearchRow } from '../ui/search-row.tsx';
import { tabOf } from './order-filters.ts';
import { knownHolds, useHoldText } from './use-hold-text.ts';

/** The words and days that the list is searched by; among those that wait, why. */
export function OrderSearch() {
  const say = useSay();
  const holdText = useHoldText();
  const { filterValues } = useListContext();
  return (
    <SearchRow hint={say('orders.searchHint')} hasDays>
      {tabOf(filterValues) === 'waiting' && (
        <SelectInput
          source="hold"
          label={say('orders.holdFilter')}
          emptyText={say('orders.holdAny')}
          helperText={false}
          margin="none"
          choices={knownHolds.map((hold) => ({ id: hold, name: holdText(hold) }))}
          translateChoice={false}
        />
      )}
    </SearchRow>
  );
}
