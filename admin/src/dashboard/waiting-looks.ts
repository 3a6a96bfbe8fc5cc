import type { SvgIconComponent } from '@mui/icons-material';
import Bolt from '@mui/icons-material/BoltOutlined';
import CurrencyExchange from '@mui/icons-material/CurrencyExchange';
import FactCheck from '@mui/icons-material/FactCheckOutlined';
import Flag from '@mui/icons-material/FlagOutlined';
import Gavel from '@mui/icons-material/Gavel';
import Inventory from '@mui/icons-material/Inventory2Outlined';
import LinkOff from '@mui/icons-material/LinkOff';
import Notifications from '@mui/icons-material/NotificationsOutlined';
import PowerSettingsNew from '@mui/icons-material/PowerSettingsNew';
import Report from '@mui/icons-material/ReportGmailerrorredOutlined';
import Undo from '@mui/icons-material/Undo';
import type { WaitingKind } from '../generated/graphql.ts';
import type { Part } from '../session/rights.ts';
import type { Tone } from '../theme/tokens.ts';
import { listAddress } from '../ui/list-address.ts';

interface WaitingLook {
  icon: SvgIconComponent;
  tone: Tone;
  /** The part of the desk that shows these, and its address with the filter that finds them. */
  part: Part;
  to: (key: string | null) => string;
}

/** How each kind of waiting thing looks on the first page, and where a person deals with it. */
export const waitingLooks: Record<WaitingKind, WaitingLook> = {
  SWITCH_OFF: {
    icon: PowerSettingsNew,
    tone: 'lost',
    part: 'switches',
    to: () => listAddress('switches', {}),
  },
  BREAKER_OPEN: {
    icon: LinkOff,
    tone: 'lost',
    part: 'alerts',
    to: () => listAddress('alerts', { tab: 'open' }),
  },
  DISPUTE: {
    icon: Gavel,
    tone: 'lost',
    part: 'payments',
    to: () => listAddress('payments', { needs: 'DISPUTE_ANSWER' }),
  },
  REFUND_REQUEST: {
    icon: CurrencyExchange,
    tone: 'wait',
    part: 'orders',
    to: () => listAddress('orders', { hasRefundRequest: true }),
  },
  ALERT: {
    icon: Notifications,
    tone: 'wait',
    part: 'alerts',
    to: () => listAddress('alerts', { tab: 'open' }),
  },
  REVIEW: { icon: FactCheck, tone: 'lost', part: 'review', to: () => listAddress('review', {}) },
  HOLD: {
    icon: Flag,
    tone: 'lost',
    part: 'orders',
    to: (hold) => listAddress('orders', { tab: 'waiting', ...(hold ? { hold } : {}) }),
  },
  REFUND_STUCK: {
    icon: Undo,
    tone: 'wait',
    part: 'payments',
    to: () => listAddress('payments', { needs: 'REFUND_STUCK' }),
  },
  STRIPE_EVENT: {
    icon: Bolt,
    tone: 'wait',
    part: 'stripe-events',
    to: () => listAddress('stripe-events', { overdueOnly: true }),
  },
  DEAD_LETTER: {
    icon: Report,
    tone: 'lost',
    part: 'dead-letters',
    to: (name) => listAddress('dead-letters', name ? { name } : {}),
  },
  LOW_STOCK: {
    icon: Inventory,
    tone: 'wait',
    part: 'stock-levels',
    to: () => listAddress('stock-levels', { lowOnly: true }),
  },
};
