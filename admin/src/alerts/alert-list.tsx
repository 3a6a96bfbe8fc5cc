import { Card } from '@mui/material';
import { ListBase, useListContext, useRefresh } from 'react-admin';
import { pageSize } from '../api/data-provider.ts';
import { useStaffAlertsSubscription } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { FilterTabs } from '../ui/filter-tabs.tsx';
import { ListBody } from '../ui/list-body.tsx';
import { PageFrame } from '../ui/page-frame.tsx';
import { type AlertRow, alertTabOf, alertTabs } from './alert.reader.ts';
import { AlertEntry } from './alert-entry.tsx';

/** What the shop wants a person to look at. New ones come in by themselves. */
export function AlertList() {
  const say = useSay();
  return (
    <ListBase perPage={pageSize}>
      <PageFrame title={say('alerts.title')}>
        <Card>
          <AlertTabs />
          <ListBody emptyText={say('alerts.empty')} noneText={say('alerts.none')}>
            <Alerts />
          </ListBody>
        </Card>
      </PageFrame>
    </ListBase>
  );
}

function AlertTabs() {
  const say = useSay();
  const { filterValues } = useListContext();
  const refresh = useRefresh();
  // Here and not among the rows: the first alert comes where there are none.
  useStaffAlertsSubscription({ fetchPolicy: 'no-cache', onData: refresh });
  return (
    <FilterTabs
      label={say('alerts.title')}
      tabs={alertTabs.map((name) => ({ name, label: say(`alerts.tabs.${name}`) }))}
      value={alertTabOf(filterValues)}
      standard="open"
    />
  );
}

function Alerts() {
  const { data } = useListContext<AlertRow>();
  return data?.map((alert) => <AlertEntry key={alert.id} alert={alert} />);
}
