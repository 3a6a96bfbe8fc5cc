import Notifications from '@mui/icons-material/NotificationsOutlined';
import type { ResourceProps } from 'react-admin';
import { AlertList } from './alert-list.tsx';

export const alerts: ResourceProps = { name: 'alerts', icon: Notifications, list: AlertList };
