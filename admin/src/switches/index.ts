import PowerSettingsNew from '@mui/icons-material/PowerSettingsNew';
import type { ResourceProps } from 'react-admin';
import { SwitchList } from './switch-list.tsx';

export const switches: ResourceProps = { name: 'switches', icon: PowerSettingsNew, list: SwitchList };
