import { Box, Tab, Tabs } from '@mui/material';
import { useListContext } from 'react-admin';
import { answerOf } from '../api/answer.ts';
import { useFormat } from '../format/use-format.ts';
import { type OrderTabCountsQuery, useOrderTabCountsQuery } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { isOrderTab, type OrderTab, orderTabNames, tabFilters, tabOf } from './order-filters.ts';

/** The orders by state, each tab with how many it holds under the present search. */
export function OrderTabs() {
  const say = useSay();
  const { filterValues, setFilters } = useListContext();
  const counts = useTabCounts(filterValues);
  const choose = (tab: OrderTab) => {
    // Why an order waits is asked only of those that wait.
    const { tab: _left, hold: _hold, hasRefundRequest: _asked, ...others } = filterValues;
    setFilters(tab === 'all' ? others : { ...others, tab });
  };
  return (
    <Tabs
      value={tabOf(filterValues)}
      onChange={(_event, tab: unknown) => isOrderTab(tab) && choose(tab)}
      variant="scrollable"
      scrollButtons="auto"
      allowScrollButtonsMobile
      aria-label={say('orders.tabsLabel')}
      sx={{ borderBottom: 1, borderColor: 'divider' }}
    >
      {orderTabNames.map((tab) => (
        <Tab
          key={tab}
          value={tab}
          label={<TabLabel text={say(`orders.tabs.${tab}`)} count={counts?.[tab]} />}
        />
      ))}
    </Tabs>
  );
}

type Counts = OrderTabCountsQuery;

function useTabCounts(filterValues: Record<string, unknown>): Counts | null {
  const query = useOrderTabCountsQuery({
    variables: tabFilters(filterValues),
    fetchPolicy: 'cache-and-network',
  });
  return answerOf(query) ?? null;
}

function TabLabel({ text, count }: { text: string; count: Counts[OrderTab] | undefined }) {
  const { number } = useFormat();
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75 }}>
      {text}
      {count !== undefined && (
        <Box
          component="span"
          sx={{
            minWidth: 20,
            px: 0.75,
            borderRadius: 5,
            fontSize: '0.75rem',
            lineHeight: '20px',
            fontVariantNumeric: 'tabular-nums',
            color: 'text.secondary',
            backgroundColor: ({ palette }) => palette.sunken,
          }}
        >
          {number(count.count)}
          {count.isCapped && '+'}
        </Box>
      )}
    </Box>
  );
}
