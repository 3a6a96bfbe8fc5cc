import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { DateInput, FilterLiveForm, TextInput } from 'react-admin';
import { useSay } from '../i18n/use-say.ts';

/** How long typing must rest before a list is asked for again. */
const typingPauseMs = 300;

interface SearchRowProps {
  /** What can be searched for; left out where a list has no words to search. */
  hint?: string;
  hasDays?: boolean;
  /** Further fields. */
  children?: ReactNode;
}

/** What a list is searched by. It stands in the address bar, so a reload and the way back keep it. */
export function SearchRow({ hint, hasDays = false, children }: SearchRowProps) {
  const say = useSay();
  return (
    <FilterLiveForm debounce={typingPauseMs}>
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          p: 1.5,
          gridTemplateColumns: {
            xs: '1fr 1fr',
            sm: `${hint ? 'minmax(200px, 360px) ' : ''}repeat(auto-fill, 170px)`,
          },
          '& > :first-of-type': { gridColumn: { xs: '1 / -1', sm: 'auto' } },
        }}
      >
        {hint && <TextInput source="search" label={hint} helperText={false} resettable />}
        {children}
        {hasDays && <DateInput source="from" label={say('list.from')} helperText={false} />}
        {hasDays && <DateInput source="to" label={say('list.to')} helperText={false} />}
      </Box>
    </FilterLiveForm>
  );
}
