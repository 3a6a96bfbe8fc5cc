import Payments from '@mui/icons-material/PaymentsOutlined';
import type { ResourceProps } from 'react-admin';
import { PaymentList } from './payment-list.tsx';

export const payments: ResourceProps = { name: 'payments', icon: Payments, list: PaymentList };
