import { Card } from '@mui/material';
import { DataTable, ListBase, SelectInput, TextInput } from 'react-admin';
import { pageSize } from '../api/data-provider.ts';
import { useFormat } from '../format/use-format.ts';
import { useSay } from '../i18n/use-say.ts';
import { StateChip } from '../states/state-chip.tsx';
import { ListBody } from '../ui/list-body.tsx';
import { PageFrame } from '../ui/page-frame.tsx';
import { ScrollBox } from '../ui/scroll-box.tsx';
import { SearchRow } from '../ui/search-row.tsx';
import { type JobRunRow, jobRunOutcomes } from './job.readers.ts';

/** What the shop did by itself, newest first. */
export function JobRunList() {
  const say = useSay();
  return (
    <ListBase perPage={pageSize}>
      <PageFrame title={say('jobs.title')}>
        <Card>
          <SearchRow>
            <TextInput source="name" label={say('jobs.name')} helperText={false} resettable />
            <SelectInput
              source="outcome"
              label={say('jobs.outcome')}
              helperText={false}
              margin="none"
              choices={jobRunOutcomes.map((id) => ({ id, name: `states.job.${id}` }))}
            />
          </SearchRow>
          <ListBody emptyText={say('jobs.empty')} noneText={say('jobs.none')}>
            <ScrollBox label={say('jobs.title')}>
              <JobRunTable />
            </ScrollBox>
          </ListBody>
        </Card>
      </PageFrame>
    </ListBase>
  );
}

const Column = DataTable.Col<JobRunRow>;

function JobRunTable() {
  const say = useSay();
  const { dateTimeExact, number } = useFormat();
  return (
    <DataTable<JobRunRow> rowClick={false} bulkActionButtons={false}>
      <Column
        source="startedAt"
        label={say('jobs.startedAt')}
        disableSort
        sx={{ whiteSpace: 'nowrap' }}
        render={({ startedAt }) => dateTimeExact(startedAt)}
      />
      <Column source="name" label={say('jobs.name')} disableSort />
      <Column
        source="outcome"
        label={say('jobs.outcome')}
        disableSort
        render={({ outcome }) => <StateChip kind="job" state={outcome} />}
      />
      <Column
        label={say('jobs.took')}
        disableSort
        align="right"
        sx={{ whiteSpace: 'nowrap' }}
        render={({ startedAt, endedAt }) =>
          say('jobs.milliseconds', { count: number(Date.parse(endedAt) - Date.parse(startedAt)) })
        }
      />
      <Column
        source="attempt"
        label={say('jobs.attempt')}
        disableSort
        align="right"
        render={({ attempt }) => number(attempt)}
      />
      <Column source="detail" label={say('jobs.detail')} disableSort render={({ detail }) => detail ?? '–'} />
      <Column source="process" label={say('jobs.process')} disableSort />
      <Column
        source="requestId"
        label={say('jobs.request')}
        disableSort
        sx={{ whiteSpace: 'nowrap', color: 'text.secondary' }}
      />
    </DataTable>
  );
}
