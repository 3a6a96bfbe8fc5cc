import PersonAdd from '@mui/icons-material/PersonAddAltOutlined';
import { Card } from '@mui/material';
import { ListBase, useListContext } from 'react-admin';
import { DialogButton } from '../actions/dialog-button.tsx';
import { pageSize } from '../api/data-provider.ts';
import { useSay } from '../i18n/use-say.ts';
import { ListBody } from '../ui/list-body.tsx';
import { PageFrame } from '../ui/page-frame.tsx';
import { SearchRow } from '../ui/search-row.tsx';
import { RolesDialog } from './roles-dialog.tsx';
import type { StaffRow } from './staff.reader.ts';
import { StaffEntry } from './staff-entry.tsx';

/** Who works here, as what, and how well their way in is guarded. */
export function StaffList() {
  const say = useSay();
  return (
    <ListBase perPage={pageSize}>
      <PageFrame
        title={say('staff.title')}
        actions={
          <DialogButton label={say('staff.add')} variant="contained" startIcon={<PersonAdd />}>
            {(close) => <RolesDialog member={null} onClose={close} />}
          </DialogButton>
        }
      >
        <Card>
          <SearchRow hint={say('staff.searchHint')} />
          <ListBody emptyText={say('staff.none')} noneText={say('staff.none')}>
            <Members />
          </ListBody>
        </Card>
      </PageFrame>
    </ListBase>
  );
}

function Members() {
  const { data } = useListContext<StaffRow>();
  return data?.map((member) => <StaffEntry key={member.id} member={member} />);
}
