import { Card, FormControlLabel, Switch } from '@mui/material';
import { DataTable, ListBase, useListContext } from 'react-admin';
import { pageSize } from '../api/data-provider.ts';
import { useFormat } from '../format/use-format.ts';
import { useSay } from '../i18n/use-say.ts';
import { StateChip } from '../states/state-chip.tsx';
import { ListBody } from '../ui/list-body.tsx';
import { PageFrame } from '../ui/page-frame.tsx';
import { ScrollBox } from '../ui/scroll-box.tsx';
import { type StockLevelRow, stockState } from './stock-level.reader.ts';

/** How much of each plan that is sold from stock is left, the emptiest as the server orders them. */
export function StockLevelList() {
  const say = useSay();
  return (
    <ListBase perPage={pageSize}>
      <PageFrame title={say('stock.title')} actions={<LowOnly />}>
        <Card>
          <ListBody
            emptyText={say('stock.empty')}
            noneText={say('stock.none')}
            clearLabel={say('stock.showAll')}
          >
            <ScrollBox label={say('stock.title')}>
              <StockLevelTable />
            </ScrollBox>
          </ListBody>
        </Card>
      </PageFrame>
    </ListBase>
  );
}

function LowOnly() {
  const say = useSay();
  const { filterValues, setFilters } = useListContext();
  return (
    <FormControlLabel
      control={
        <Switch
          checked={filterValues.lowOnly === true}
          onChange={(_event, isOn) => setFilters(isOn ? { lowOnly: true } : {})}
        />
      }
      label={say('stock.lowOnly')}
    />
  );
}

const roomForNames = { '& td:first-of-type': { minWidth: 200 }, '& td:last-of-type': { minWidth: 120 } };
const Column = DataTable.Col<StockLevelRow>;

function StockLevelTable() {
  const say = useSay();
  const { number } = useFormat();
  return (
    <DataTable<StockLevelRow> rowClick={false} bulkActionButtons={false} sx={roomForNames}>
      <Column source="plan.name" label={say('stock.fields.plan')} disableSort />
      <Column
        label={say('stock.fields.level')}
        disableSort
        render={(level) => <StateChip kind="stock" state={stockState(level)} />}
      />
      <Figure source="available" />
      <Figure source="reserved" />
      <Figure source="assigned" />
      <Figure source="threshold" />
      <Column
        source="daysLeft"
        label={say('stock.fields.daysLeft')}
        disableSort
        align="right"
        render={({ daysLeft }) => (daysLeft === null ? '–' : number(daysLeft))}
      />
      <Column source="plan.carrier.name" label={say('stock.fields.carrier')} disableSort />
    </DataTable>
  );
}

function Figure({ source }: { source: 'available' | 'reserved' | 'assigned' | 'threshold' }) {
  const say = useSay();
  const { number } = useFormat();
  return (
    <Column
      source={source}
      label={say(`stock.fields.${source}`)}
      disableSort
      align="right"
      render={(level) => number(level[source])}
    />
  );
}
