import { Card, useMediaQuery } from '@mui/material';
import type { Theme } from '@mui/material/styles';
import { ListBase } from 'react-admin';
import { pageSize } from '../api/data-provider.ts';
import { useSay } from '../i18n/use-say.ts';
import { ListBody } from '../ui/list-body.tsx';
import { PageFrame } from '../ui/page-frame.tsx';
import { OrderCards } from './order-cards.tsx';
import { OrderExportButton } from './order-export-button.tsx';
import { OrderSearch } from './order-search.tsx';
import { OrderTable } from './order-table.tsx';
import { OrderTabs } from './order-tabs.tsx';

const newestFirst = { field: 'createdAt', order: 'DESC' } as const;

/** All orders, by state, words and days. Where one is in the list stands in the address bar. */
export function OrderList() {
  const say = useSay();
  const isNarrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'));
  return (
    <ListBase perPage={pageSize} sort={newestFirst}>
      <PageFrame title={say('orders.title')} actions={<OrderExportButton />}>
        <Card>
          <OrderTabs />
          <OrderSearch />
          <ListBody emptyText={say('orders.empty')} noneText={say('orders.none')}>
            {isNarrow ? <OrderCards /> : <OrderTable />}
          </ListBody>
        </Card>
      </PageFrame>
    </ListBase>
  );
}
