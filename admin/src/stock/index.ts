import Inventory from '@mui/icons-material/Inventory2Outlined';
import type { ResourceProps } from 'react-admin';
import { StockLevelList } from './stock-level-list.tsx';

export const stockLevels: ResourceProps = { name: 'stock-levels', icon: Inventory, list: StockLevelList };
