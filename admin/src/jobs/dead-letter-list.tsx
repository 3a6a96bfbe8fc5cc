import { Card, Stack, Typography } from '@mui/material';
import { ListBase, TextInput, useListContext } from 'react-admin';
import { ConfirmAction } from '../actions/confirm-action.tsx';
import { pageSize } from '../api/data-provider.ts';
import { useFormat } from '../format/use-format.ts';
import { useDiscardDeadLetterMutation, useRetryDeadLetterMutation } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { useMay } from '../session/use-may.ts';
import { Entry } from '../ui/entry.tsx';
import { ListBody } from '../ui/list-body.tsx';
import { PageFrame } from '../ui/page-frame.tsx';
import { SearchRow } from '../ui/search-row.tsx';
import type { DeadLetterRow } from './job.readers.ts';

/** Jobs that failed for good and wait for a person. */
export function DeadLetterList() {
  const say = useSay();
  return (
    <ListBase perPage={pageSize}>
      <PageFrame title={say('deadLetters.title')}>
        <Card>
          <SearchRow>
            <TextInput source="name" label={say('jobs.name')} helperText={false} resettable />
          </SearchRow>
          <ListBody emptyText={say('deadLetters.empty')} noneText={say('deadLetters.none')}>
            <Letters />
          </ListBody>
        </Card>
      </PageFrame>
    </ListBase>
  );
}

function Letters() {
  const { data } = useListContext<DeadLetterRow>();
  return data?.map((letter) => <LetterEntry key={letter.id} letter={letter} />);
}

function LetterEntry({ letter }: { letter: DeadLetterRow }) {
  const say = useSay();
  const may = useMay();
  const { dateTime } = useFormat();
  return (
    <Entry label={letter.name} isSplit>
      <Stack sx={{ gap: 0.5, minWidth: 0, flex: '1 1 320px' }}>
        <Typography sx={{ fontWeight: 600 }}>{letter.name}</Typography>
        {letter.error && <Typography>{letter.error}</Typography>}
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {say('deadLetters.failed', { at: dateTime(letter.failedAt), tries: letter.tries })}
        </Typography>
        <Typography variant="body2" component="code">
          {letter.payload}
        </Typography>
      </Stack>
      {may('retryJob') && <LetterActions letter={letter} />}
    </Entry>
  );
}

function LetterActions({ letter: { id, name } }: { letter: DeadLetterRow }) {
  const say = useSay();
  const [retry] = useRetryDeadLetterMutation();
  const [discard] = useDiscardDeadLetterMutation();
  return (
    <Stack direction="row" sx={{ gap: 1, alignItems: 'flex-start' }}>
      <ConfirmAction
        label={say('deadLetters.retry.open')}
        title={say('deadLetters.retry.title', { name })}
        text={say('deadLetters.retry.text')}
        confirmLabel={say('deadLetters.retry.confirm')}
        perform={async () => (await retry({ variables: { id } })).data?.retryDeadLetter}
        done={say('deadLetters.retry.done')}
      />
      <ConfirmAction
        label={say('deadLetters.discard.open')}
        color="error"
        title={say('deadLetters.discard.title', { name })}
        text={say('deadLetters.discard.text')}
        confirmLabel={say('deadLetters.discard.confirm')}
        isGrave
        asksReason
        perform={async (reason) => (await discard({ variables: { id, reason } })).data?.discardDeadLetter}
        done={say('deadLetters.discard.done')}
      />
    </Stack>
  );
}
