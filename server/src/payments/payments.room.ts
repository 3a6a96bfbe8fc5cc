import type { AlertService } from '../alerts/alert.service.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { DeliveryService } from '../esims/delivery.service.ts';
import type { StockService } from '../inventory/stock.service.ts';
import type { LedgerService } from '../ledger/ledger.service.ts';
import type { MailService } from '../notifications/mail.service.ts';
import type { OrderStates } from '../orders/order.states.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import { DisputeFacts } from './dispute-facts.ts';
import { LatePayment } from './late-payment.ts';
import { DisputeResolver, MoneyBackResolver, RefundResolver } from './money-back.resolver.ts';
import { OrderReckoning } from './order-reckoning.ts';
import { PaymentService } from './payment.service.ts';
import { PaymentDeskResolver } from './payment-desk.resolver.ts';
import { PaymentDesk } from './payment-desk.service.ts';
import type { PaymentGateway } from './payment-gateway.ts';
import { OrderStripeEventsResolver, PaymentListResolver } from './payment-list.resolver.ts';
import { createReconcileJob } from './reconcile.jobs.ts';
import { RefundService } from './refund.service.ts';
import { RefundFacts } from './refund-facts.ts';
import { RefundRequests } from './refund-requests.ts';
import { RefundSender } from './refund-sender.ts';
import { Settlement } from './settlement.service.ts';
import { StripeEventService } from './stripe-event.service.ts';
import { StripeSweep } from './stripe-sweep.ts';

interface Parts {
  gateway: PaymentGateway;
  states: OrderStates;
  delivery: DeliveryService;
  stock: StockService;
  ledger: LedgerService;
  mails: MailService;
  alerts: AlertService;
  audit: AuditLog;
  jobs: Jobs;
}

/** The payments room: its services for the others, and its part of the API. Its jobs are defined here. */
export function paymentsRoom(parts: Parts) {
  const { gateway, jobs } = parts;
  const requests = new RefundRequests(parts);
  const settlement = new Settlement({
    ...parts,
    requests,
    late: new LatePayment(parts),
    refunds: new RefundFacts(parts),
    disputes: new DisputeFacts(parts),
    reckoning: new OrderReckoning({ ...parts, requests }),
  });
  const payments = new PaymentService({ ...parts, settlement });
  const sender = new RefundSender({ ...parts, requests, settlement });
  const refunds = new RefundService({ ...parts, requests, sender });
  const stripeEvents = new StripeEventService({ payments, jobs });
  const sweep = new StripeSweep({ gateway, events: stripeEvents });
  const desk = new PaymentDesk({ ...parts, requests, events: stripeEvents });

  jobs.define(stripeEvents.job);
  jobs.define(sender.job);
  jobs.define(sweep.lookBackJob);
  jobs.define(createReconcileJob({ payments, events: stripeEvents, sweep, jobs }));

  const paymentResolvers = [
    new PaymentListResolver(),
    new OrderStripeEventsResolver(),
    new MoneyBackResolver(),
    new RefundResolver(),
    new DisputeResolver(),
    new PaymentDeskResolver(desk),
  ];
  return { payments, refunds, promises: requests, stripeEvents, paymentResolvers };
}
