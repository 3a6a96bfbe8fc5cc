import FactCheck from '@mui/icons-material/FactCheckOutlined';
import type { ResourceProps } from 'react-admin';
import { ReviewList } from './review-list.tsx';

export const review: ResourceProps = { name: 'review', icon: FactCheck, list: ReviewList };
