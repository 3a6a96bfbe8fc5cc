import type { SvgIconComponent } from '@mui/icons-material';
import Autorenew from '@mui/icons-material/Autorenew';
import Block from '@mui/icons-material/Block';
import CheckCircle from '@mui/icons-material/CheckCircle';
import CreditCard from '@mui/icons-material/CreditCard';
import ErrorIcon from '@mui/icons-material/Error';
import Gavel from '@mui/icons-material/Gavel';
import HelpOutline from '@mui/icons-material/HelpOutlineOutlined';
import HourglassEmpty from '@mui/icons-material/HourglassEmpty';
import Inventory from '@mui/icons-material/Inventory2Outlined';
import PanTool from '@mui/icons-material/PanTool';
import PhonelinkSetup from '@mui/icons-material/PhonelinkSetup';
import PowerSettingsNew from '@mui/icons-material/PowerSettingsNew';
import RadioButtonUnchecked from '@mui/icons-material/RadioButtonUnchecked';
import Schedule from '@mui/icons-material/Schedule';
import SignalCellularAlt from '@mui/icons-material/SignalCellularAlt';
import Timelapse from '@mui/icons-material/Timelapse';
import Undo from '@mui/icons-material/Undo';
import Warning from '@mui/icons-material/WarningAmber';
import type {
  AlertSeverity,
  AttemptOutcome,
  DisputeStatus,
  EsimStatus,
  JobRunOutcome,
  OrderFulfillmentStatus,
  OrderPaymentStatus,
  OrderStatus,
  PaymentStatus,
  RefundRequestStatus,
  RefundStatus,
} from '../generated/graphql.ts';
import type { Tone } from '../theme/tokens.ts';

/** How a state looks wherever it stands: its colour, and the icon that says the same without colour. */
interface StateLook {
  tone: Tone;
  icon: SvgIconComponent;
}

/** How full a plan's shelf is. */
export type StockState = 'OUT' | 'LOW' | 'ENOUGH';

interface StateKinds {
  order: OrderStatus;
  payment: OrderPaymentStatus;
  fulfillment: OrderFulfillmentStatus;
  charge: PaymentStatus;
  refund: RefundStatus;
  refundRequest: RefundRequestStatus;
  dispute: DisputeStatus;
  esim: EsimStatus;
  stock: StockState;
  attempt: AttemptOutcome;
  alert: AlertSeverity;
  switch: 'ON' | 'OFF';
  job: JobRunOutcome;
}
export type StateKind = keyof StateKinds;
export type StateOf<K extends StateKind> = StateKinds[K];

export const stateLooks: { [K in StateKind]: Record<StateKinds[K], StateLook> } = {
  order: {
    OPEN: { tone: 'brand', icon: RadioButtonUnchecked },
    COMPLETED: { tone: 'ready', icon: CheckCircle },
    CANCELLED: { tone: 'neutral', icon: Block },
    EXPIRED: { tone: 'neutral', icon: Schedule },
  },
  payment: {
    UNPAID: { tone: 'wait', icon: CreditCard },
    PROCESSING: { tone: 'wait', icon: HourglassEmpty },
    PAID: { tone: 'ready', icon: CheckCircle },
    PARTIALLY_REFUNDED: { tone: 'neutral', icon: Undo },
    REFUNDED: { tone: 'neutral', icon: Undo },
    DISPUTED: { tone: 'lost', icon: Gavel },
  },
  fulfillment: {
    UNFULFILLED: { tone: 'neutral', icon: RadioButtonUnchecked },
    IN_PROGRESS: { tone: 'wait', icon: Autorenew },
    PARTIALLY_FULFILLED: { tone: 'wait', icon: Timelapse },
    FULFILLED: { tone: 'ready', icon: CheckCircle },
    FAILED: { tone: 'lost', icon: ErrorIcon },
  },
  charge: {
    REQUIRES_PAYMENT: { tone: 'wait', icon: CreditCard },
    REQUIRES_ACTION: { tone: 'wait', icon: PanTool },
    PROCESSING: { tone: 'wait', icon: HourglassEmpty },
    SUCCEEDED: { tone: 'ready', icon: CheckCircle },
    CANCELLED: { tone: 'neutral', icon: Block },
  },
  refund: {
    REQUESTED: { tone: 'wait', icon: HourglassEmpty },
    PENDING: { tone: 'wait', icon: HourglassEmpty },
    SUCCEEDED: { tone: 'ready', icon: Undo },
    FAILED: { tone: 'lost', icon: ErrorIcon },
  },
  refundRequest: {
    OPEN: { tone: 'wait', icon: PanTool },
    APPROVED: { tone: 'ready', icon: CheckCircle },
    REFUSED: { tone: 'neutral', icon: Block },
    SETTLED: { tone: 'neutral', icon: Undo },
  },
  dispute: {
    INQUIRY: { tone: 'wait', icon: PanTool },
    INQUIRY_CLOSED: { tone: 'neutral', icon: CheckCircle },
    NEEDS_RESPONSE: { tone: 'lost', icon: Gavel },
    UNDER_REVIEW: { tone: 'wait', icon: HourglassEmpty },
    WON: { tone: 'ready', icon: CheckCircle },
    LOST: { tone: 'lost', icon: Block },
    APPEAL: { tone: 'wait', icon: HourglassEmpty },
  },
  esim: {
    PENDING: { tone: 'neutral', icon: RadioButtonUnchecked },
    PROVISIONING: { tone: 'wait', icon: Autorenew },
    READY: { tone: 'ready', icon: CheckCircle },
    INSTALLED: { tone: 'ready', icon: PhonelinkSetup },
    ACTIVE: { tone: 'ready', icon: SignalCellularAlt },
    DEPLETED: { tone: 'neutral', icon: Timelapse },
    EXPIRED: { tone: 'neutral', icon: Schedule },
    REVOKED: { tone: 'neutral', icon: Block },
    FAILED: { tone: 'lost', icon: ErrorIcon },
    IN_REVIEW: { tone: 'wait', icon: PanTool },
  },
  attempt: {
    STARTED: { tone: 'wait', icon: Autorenew },
    SUCCEEDED: { tone: 'ready', icon: CheckCircle },
    BUSY: { tone: 'wait', icon: HourglassEmpty },
    REFUSED: { tone: 'lost', icon: Block },
    UNKNOWN: { tone: 'lost', icon: HelpOutline },
  },
  alert: {
    WARNING: { tone: 'wait', icon: Warning },
    CRITICAL: { tone: 'lost', icon: ErrorIcon },
  },
  switch: {
    ON: { tone: 'ready', icon: CheckCircle },
    OFF: { tone: 'lost', icon: PowerSettingsNew },
  },
  job: {
    SUCCESS: { tone: 'ready', icon: CheckCircle },
    SKIPPED: { tone: 'neutral', icon: RadioButtonUnchecked },
    WILL_RETRY: { tone: 'wait', icon: Autorenew },
    FAILED: { tone: 'lost', icon: ErrorIcon },
  },
  stock: {
    OUT: { tone: 'lost', icon: ErrorIcon },
    LOW: { tone: 'wait', icon: HourglassEmpty },
    ENOUGH: { tone: 'ready', icon: Inventory },
  },
};
