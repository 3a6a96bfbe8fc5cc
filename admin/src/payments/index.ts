import Bolt from '@mui/icons-material/BoltOutlined';
import Payments from '@mui/icons-material/PaymentsOutlined';
import type { ResourceProps } from 'react-admin';
import { PaymentList } from './payment-list.tsx';
import { StripeEventList } from './stripe-event-list.tsx';

export const stripeEvents: ResourceProps = { name: 'stripe-events', icon: Bolt, list: StripeEventList };
export const payments: ResourceProps = { name: 'payments', icon: Payments, list: PaymentList };
