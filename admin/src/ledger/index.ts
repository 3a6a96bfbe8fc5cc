import AccountBalance from '@mui/icons-material/AccountBalanceOutlined';
import type { ResourceProps } from 'react-admin';
import { LedgerList } from './ledger-list.tsx';

export const ledger: ResourceProps = { name: 'ledger', icon: AccountBalance, list: LedgerList };
