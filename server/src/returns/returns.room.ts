import type { AuditLog } from '../audit/audit-log.ts';
import { EsimStates } from '../esims/esim.states.ts';
import type { StockService } from '../inventory/stock.service.ts';
import type { MailService } from '../notifications/mail.service.ts';
import type { OrderStates } from '../orders/order.states.ts';
import type { RefundRequests } from '../payments/refund-requests.ts';
import type { Limits } from '../platform/security/limits.ts';
import { RefundDecisionService } from './refund-decision.service.ts';
import { RefundGiving } from './refund-giving.ts';
import {
  RefundPolicyResolver,
  RefundRequestedResolver,
  RefundRequestFieldsResolver,
  RefundRequestResolver,
} from './refund-request.resolver.ts';
import { RefundRequestService } from './refund-request.service.ts';

interface Needs {
  promises: RefundRequests;
  stock: StockService;
  states: OrderStates;
  mails: MailService;
  audit: AuditLog;
  limits: Limits;
}

/** Wires what buyers ask back, and its part of the API. */
export function returnsResolvers(needs: Needs): object[] {
  const giving = new RefundGiving({ ...needs, esims: new EsimStates(needs.states) });
  return [
    new RefundRequestResolver({
      requests: new RefundRequestService({ ...needs, giving }),
      decisions: new RefundDecisionService({ ...needs, giving }),
    }),
    new RefundRequestFieldsResolver(),
    new RefundRequestedResolver(),
    new RefundPolicyResolver(),
  ];
}
