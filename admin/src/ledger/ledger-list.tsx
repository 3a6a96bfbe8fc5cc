import { Card, Stack, Typography } from '@mui/material';
import { DataTable, ListBase } from 'react-admin';
import { useFormat } from '../format/use-format.ts';
import { useSay } from '../i18n/use-say.ts';
import { ListBody } from '../ui/list-body.tsx';
import { PageFrame } from '../ui/page-frame.tsx';
import { ScrollBox } from '../ui/scroll-box.tsx';
import { CheckPanel } from './check-panel.tsx';
import type { LedgerAccount } from './ledger.reader.ts';
import { useAccountName } from './use-account-name.ts';

/** What stands on each account of the books. */
export function LedgerList() {
  const say = useSay();
  return (
    <ListBase perPage={100}>
      <PageFrame title={say('ledger.title')}>
        <Typography sx={{ color: 'text.secondary' }}>{say('ledger.lead')}</Typography>
        <CheckPanel />
        <Card>
          <ListBody isWhole emptyText={say('ledger.empty')} noneText={say('ledger.empty')}>
            <ScrollBox label={say('ledger.title')}>
              <Accounts />
            </ScrollBox>
          </ListBody>
        </Card>
      </PageFrame>
    </ListBase>
  );
}

const Column = DataTable.Col<LedgerAccount>;

function Accounts() {
  const say = useSay();
  const accountName = useAccountName();
  const { money } = useFormat();
  return (
    <DataTable<LedgerAccount> rowClick={false} bulkActionButtons={false}>
      <Column
        source="account"
        label={say('ledger.account')}
        disableSort
        render={({ account }) => (
          <Stack>
            <Typography component="span" sx={{ fontWeight: 600 }}>
              {accountName(account)}
            </Typography>
            <Typography component="span" variant="body2" sx={{ color: 'text.secondary' }}>
              {account}
            </Typography>
          </Stack>
        )}
      />
      <Column
        source="kind"
        label={say('ledger.kind')}
        disableSort
        render={({ kind }) => say(`ledger.kinds.${kind}`)}
      />
      <Column
        source="balances"
        label={say('ledger.balance')}
        disableSort
        align="right"
        render={({ balances }) => (
          <Stack sx={{ whiteSpace: 'nowrap' }}>
            {balances.map((balance) => (
              <span key={balance.currency}>{money(balance)}</span>
            ))}
          </Stack>
        )}
      />
    </DataTable>
  );
}
