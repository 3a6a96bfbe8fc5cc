import { Box } from '@mui/material';
import { DateInput, FilterLiveForm, TextInput } from 'react-admin';
import { useSay } from '../i18n/use-say.ts';

const typingPauseMs = 300;

/** The words and days that the list is searched by. */
export function OrderSearch() {
  const say = useSay();
  return (
    <FilterLiveForm debounce={typingPauseMs}>
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          p: 1.5,
          gridTemplateColumns: { xs: '1fr 1fr', sm: 'minmax(200px, 360px) 170px 170px' },
          '& > :first-of-type': { gridColumn: { xs: '1 / -1', sm: 'auto' } },
        }}
      >
        <TextInput source="search" label={say('orders.searchHint')} helperText={false} resettable />
        <DateInput source="from" label={say('list.from')} helperText={false} />
        <DateInput source="to" label={say('list.to')} helperText={false} />
      </Box>
    </FilterLiveForm>
  );
}
