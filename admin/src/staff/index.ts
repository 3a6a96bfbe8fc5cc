import Badge from '@mui/icons-material/BadgeOutlined';
import type { ResourceProps } from 'react-admin';
import { StaffList } from './staff-list.tsx';

export const staff: ResourceProps = { name: 'staff', icon: Badge, list: StaffList };
