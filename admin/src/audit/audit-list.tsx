import { Card } from '@mui/material';
import { ListBase, TextInput, useListContext } from 'react-admin';
import { pageSize } from '../api/data-provider.ts';
import { useSay } from '../i18n/use-say.ts';
import { ListBody } from '../ui/list-body.tsx';
import { PageFrame } from '../ui/page-frame.tsx';
import { SearchRow } from '../ui/search-row.tsx';
import type { AuditRow } from './audit.reader.ts';
import { AuditEntry } from './audit-entry.tsx';
import { AuditExportButton } from './audit-export-button.tsx';

/** What staff did, newest first. Nobody can change it. */
export function AuditList() {
  const say = useSay();
  return (
    <ListBase perPage={pageSize}>
      <PageFrame title={say('audit.title')} actions={<AuditExportButton />}>
        <Card>
          <SearchRow hint={say('audit.searchHint')} hasDays>
            <TextInput source="action" label={say('audit.action')} helperText={false} resettable />
          </SearchRow>
          <ListBody emptyText={say('audit.empty')} noneText={say('audit.none')}>
            <Entries />
          </ListBody>
        </Card>
      </PageFrame>
    </ListBase>
  );
}

function Entries() {
  const { data } = useListContext<AuditRow>();
  return data?.map((entry) => <AuditEntry key={entry.id} entry={entry} />);
}
