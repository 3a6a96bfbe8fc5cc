import type { SvgIconComponent } from '@mui/icons-material';
import Bolt from '@mui/icons-material/BoltOutlined';
import FactCheck from '@mui/icons-material/FactCheckOutlined';
import Flag from '@mui/icons-material/FlagOutlined';
import Inventory from '@mui/icons-material/Inventory2Outlined';
import MoneyOff from '@mui/icons-material/MoneyOff';
import Undo from '@mui/icons-material/Undo';
import type { WaitingKind } from '../generated/graphql.ts';
import type { Part } from '../session/rights.ts';
import type { Tone } from '../theme/tokens.ts';

interface WaitingLook {
  icon: SvgIconComponent;
  tone: Tone;
  /** The part of the desk that shows these, and its address with the filter that finds them. */
  part: Part;
  to: (key: string | null) => string;
}

const filtered = (part: Part, filter: Record<string, unknown>): string =>
  `/${part}?filter=${encodeURIComponent(JSON.stringify(filter))}`;

/** How each kind of waiting thing looks on the first page, and where a person deals with it. */
export const waitingLooks: Record<WaitingKind, WaitingLook> = {
  REVIEW: { icon: FactCheck, tone: 'lost', part: 'orders', to: () => filtered('orders', { tab: 'waiting' }) },
  HOLD: {
    icon: Flag,
    tone: 'lost',
    part: 'orders',
    to: (hold) => filtered('orders', { tab: 'waiting', ...(hold ? { hold } : {}) }),
  },
  REFUND_FAILED: { icon: MoneyOff, tone: 'lost', part: 'payments', to: () => '/payments' },
  REFUND_STUCK: { icon: Undo, tone: 'wait', part: 'payments', to: () => '/payments' },
  STRIPE_EVENT: { icon: Bolt, tone: 'wait', part: 'payments', to: () => '/payments' },
  LOW_STOCK: {
    icon: Inventory,
    tone: 'wait',
    part: 'stock-levels',
    to: () => filtered('stock-levels', { lowOnly: true }),
  },
};
