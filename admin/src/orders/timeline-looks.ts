import type { SvgIconComponent } from '@mui/icons-material';
import Circle from '@mui/icons-material/Circle';
import Flag from '@mui/icons-material/Flag';
import FlagOutlined from '@mui/icons-material/OutlinedFlag';
import Visibility from '@mui/icons-material/Visibility';
import type { TimelineEntryFragment } from '../generated/graphql.ts';
import { type StateKind, stateLooks } from '../states/state-looks.ts';
import type { Tone } from '../theme/tokens.ts';

interface Look {
  tone: Tone;
  icon: SvgIconComponent;
}

/** Which states an entry's are: those of the order have a type each, the rest go by what they are about. */
const kinds: Record<string, StateKind> = {
  status: 'order',
  paymentStatus: 'payment',
  fulfillmentStatus: 'fulfillment',
  payment: 'charge',
  refund: 'refund',
  'refund-request': 'refundRequest',
  dispute: 'dispute',
  esim: 'esim',
};

const others: Record<string, Look> = {
  hold: { tone: 'lost', icon: Flag },
  released: { tone: 'ready', icon: FlagOutlined },
  'activation-code-revealed': { tone: 'wait', icon: Visibility },
};

/** An entry looks as the state that it leads to looks everywhere else. */
export function lookOf({ type, subject, to }: Pick<TimelineEntryFragment, 'type' | 'subject' | 'to'>): Look {
  const kind = kinds[type] ?? kinds[subject];
  const looks: Record<string, Look> = kind ? stateLooks[kind] : {};
  const state = to !== null && Object.hasOwn(looks, to) ? looks[to] : undefined;
  return state ?? others[type] ?? { tone: 'neutral', icon: Circle };
}
