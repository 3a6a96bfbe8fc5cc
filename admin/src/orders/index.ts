import Receipt from '@mui/icons-material/ReceiptLongOutlined';
import type { ResourceProps } from 'react-admin';
import { OrderList } from './order-list.tsx';
import { OrderShow } from './order-show.tsx';

export const orders: ResourceProps = { name: 'orders', icon: Receipt, list: OrderList, show: OrderShow };
