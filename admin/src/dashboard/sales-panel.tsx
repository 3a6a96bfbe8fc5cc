import { Skeleton, Stack, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useEffect, useState } from 'react';
import { answerOf } from '../api/answer.ts';
import { useFormat } from '../format/use-format.ts';
import { type DeskSalesQuery, useDeskSalesQuery } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemNote, StaleNote } from '../ui/problem-note.tsx';

const askAgainMs = 60_000;

function startOfToday(): string {
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth(), now.getDate()).toISOString();
}

/** When today began, here; a page that stays open moves on to the next day. */
function useToday(): string {
  const [today, setToday] = useState(startOfToday);
  useEffect(() => {
    const timer = setInterval(() => setToday(startOfToday()), askAgainMs);
    return () => clearInterval(timer);
  }, []);
  return today;
}

/** What came in and went back today, by currency. */
export function SalesPanel() {
  const say = useSay();
  const from = useToday();
  const query = useDeskSalesQuery({
    variables: { from },
    pollInterval: askAgainMs,
    fetchPolicy: 'cache-and-network',
  });
  const sales = answerOf(query)?.desk.sales;
  const again = () => void query.refetch().catch(() => undefined);
  const stale = sales && query.error && <StaleNote error={query.error} onRetry={again} />;
  if (sales && sales.length > 0) {
    return (
      <Panel title={say('dashboard.today')} isFlush>
        {stale}
        <SalesTable sales={sales} />
      </Panel>
    );
  }
  return (
    <Panel title={say('dashboard.today')}>
      {stale}
      {sales ? (
        <Typography sx={{ color: 'text.secondary' }}>{say('dashboard.noSales')}</Typography>
      ) : query.error ? (
        <ProblemNote error={query.error} onRetry={again} />
      ) : (
        <Stack aria-busy sx={{ gap: 1 }}>
          <Skeleton height={24} />
          <Skeleton height={24} />
        </Stack>
      )}
    </Panel>
  );
}

type Sales = DeskSalesQuery['desk']['sales'];

function SalesTable({ sales }: { sales: Sales }) {
  const say = useSay();
  const { money, number } = useFormat();
  return (
    <Table size="small">
      <TableHead>
        <TableRow>
          <TableCell align="right">{say('dashboard.paidOrders')}</TableCell>
          <TableCell align="right">{say('dashboard.revenue')}</TableCell>
          <TableCell align="right">{say('dashboard.refunded')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {sales.map(({ paidOrders, revenue, refunded }) => (
          <TableRow key={revenue.currency}>
            <TableCell align="right">{number(paidOrders)}</TableCell>
            <TableCell align="right" sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}>
              {money(revenue)}
            </TableCell>
            <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
              {money(refunded)}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
