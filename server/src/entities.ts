import { Session } from './accounts/session.entity.ts';
import { SignInCode } from './accounts/sign-in-code.entity.ts';
import { User } from './accounts/user.entity.ts';
import { StaffAlert } from './alerts/staff-alert.entity.ts';
import { Carrier } from './catalog/carrier.entity.ts';
import { Country } from './catalog/country.entity.ts';
import { PlanEntity } from './catalog/plan.entity.ts';
import { Region } from './catalog/region.entity.ts';
import { Esim } from './esims/esim.entity.ts';
import { EsimShare } from './esims/esim-share.entity.ts';
import { ProvisioningAttempt } from './esims/provisioning-attempt.entity.ts';
import { InventoryItem } from './inventory/inventory-item.entity.ts';
import { StockAlert } from './inventory/stock-alert.entity.ts';
import { Mail } from './notifications/mail.entity.ts';
import { Order } from './orders/order.entity.ts';
import { OrderEvent } from './orders/order-event.entity.ts';
import { Dispute } from './payments/dispute.entity.ts';
import { Payment } from './payments/payment.entity.ts';
import { Refund } from './payments/refund.entity.ts';
import { StripeEvent } from './payments/stripe-event.entity.ts';
import { RefundRequest } from './returns/refund-request.entity.ts';

/** Every table that MikroORM maps. */
export const entities = [
  Carrier,
  Country,
  Dispute,
  Esim,
  EsimShare,
  InventoryItem,
  Mail,
  Order,
  OrderEvent,
  Payment,
  PlanEntity,
  ProvisioningAttempt,
  Refund,
  RefundRequest,
  Region,
  Session,
  SignInCode,
  StaffAlert,
  StockAlert,
  StripeEvent,
  User,
] as const;
