import DynamicFeed from '@mui/icons-material/DynamicFeed';
import MarkEmailUnread from '@mui/icons-material/ReportGmailerrorredOutlined';
import type { ResourceProps } from 'react-admin';
import { DeadLetterList } from './dead-letter-list.tsx';
import { JobRunList } from './job-run-list.tsx';

export const jobs: ResourceProps = { name: 'job-runs', icon: DynamicFeed, list: JobRunList };
export const deadLetters: ResourceProps = {
  name: 'dead-letters',
  icon: MarkEmailUnread,
  list: DeadLetterList,
};
