import History from '@mui/icons-material/HistoryOutlined';
import type { ResourceProps } from 'react-admin';
import { AuditList } from './audit-list.tsx';

export const auditLog: ResourceProps = { name: 'audit-log', icon: History, list: AuditList };
