import { Skeleton, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { Fragment, useEffect } from 'react';
import { answerOf } from '../api/answer.ts';
import { useFormat } from '../format/use-format.ts';
import { type LedgerEntryFragment, useOrderLedgerQuery } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useAccountName } from './use-account-name.ts';

interface OrderLedgerPanelProps {
  number: string;
  /** Another value means that something happened to the order, and the books are read again. */
  version: number;
}

/** What an order did to the books: each entry with its lines, which sum to zero. */
export function OrderLedgerPanel({ number, version }: OrderLedgerPanelProps) {
  const say = useSay();
  const query = useOrderLedgerQuery({ variables: { number }, fetchPolicy: 'no-cache' });
  const { refetch } = query;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version is what asks for it
  useEffect(() => {
    void refetch().catch(() => undefined);
  }, [version, refetch]);
  const entries = answerOf(query)?.order?.ledger;
  if (entries && entries.length > 0) {
    return (
      <Panel title={say('ledger.ofOrder')} isFlush>
        <Entries entries={entries} />
      </Panel>
    );
  }
  return (
    <Panel title={say('ledger.ofOrder')}>
      {entries ? (
        <Typography sx={{ color: 'text.secondary' }}>{say('ledger.noEntries')}</Typography>
      ) : query.error ? (
        <ProblemNote error={query.error} onRetry={() => void refetch().catch(() => undefined)} />
      ) : (
        <Skeleton variant="rounded" height={80} aria-busy />
      )}
    </Panel>
  );
}

function Entries({ entries }: { entries: readonly LedgerEntryFragment[] }) {
  const say = useSay();
  const accountName = useAccountName();
  const { dateTime, money } = useFormat();
  return (
    <Table size="small">
      <TableHead>
        <TableRow>
          <TableCell>{say('ledger.account')}</TableCell>
          <TableCell align="right">{say('ledger.debit')}</TableCell>
          <TableCell align="right">{say('ledger.credit')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {entries.map((entry) => (
          <Fragment key={entry.id}>
            <TableRow>
              <TableCell component="th" scope="rowgroup" colSpan={3} sx={{ fontWeight: 600 }}>
                {say(`ledger.entries.${entry.kind}`)} · {dateTime(entry.at)}
                {entry.note && ` · ${entry.note}`}
              </TableCell>
            </TableRow>
            {entry.lines.map(({ account, amount }) => (
              <TableRow key={`${account} ${amount.currency} ${amount.amount}`}>
                <TableCell sx={{ pl: 3 }}>{accountName(account)}</TableCell>
                <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                  {amount.amount > 0 && money(amount)}
                </TableCell>
                <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                  {amount.amount < 0 && money({ ...amount, amount: -amount.amount })}
                </TableCell>
              </TableRow>
            ))}
          </Fragment>
        ))}
      </TableBody>
    </Table>
  );
}
