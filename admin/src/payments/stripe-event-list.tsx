import { Card, FormControlLabel, Switch } from '@mui/material';
import { ListBase, useListContext } from 'react-admin';
import { pageSize } from '../api/data-provider.ts';
import type { StripeEventFragment } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { StripeEventTable } from '../orders/stripe-event-table.tsx';
import { ListBody } from '../ui/list-body.tsx';
import { PageFrame } from '../ui/page-frame.tsx';
import { ScrollBox } from '../ui/scroll-box.tsx';

/** The webhook inbox: what Stripe told, newest first, and what came of it. */
export function StripeEventList() {
  const say = useSay();
  return (
    <ListBase perPage={pageSize}>
      <PageFrame title={say('orders.events.title')} actions={<OverdueOnly />}>
        <Card>
          <ListBody emptyText={say('orders.events.empty')} noneText={say('orders.events.none')}>
            <ScrollBox label={say('orders.events.title')}>
              <Events />
            </ScrollBox>
          </ListBody>
        </Card>
      </PageFrame>
    </ListBase>
  );
}

function OverdueOnly() {
  const say = useSay();
  const { filterValues, setFilters } = useListContext();
  return (
    <FormControlLabel
      control={
        <Switch
          checked={filterValues.overdueOnly === true}
          onChange={(_event, isOn) => setFilters(isOn ? { overdueOnly: true } : {})}
        />
      }
      label={say('orders.events.overdueOnly')}
    />
  );
}

function Events() {
  const { data } = useListContext<StripeEventFragment>();
  return data && <StripeEventTable events={data} />;
}
