import type { AlertService } from '../alerts/alert.service.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { Config } from '../config.ts';
import type { StockService } from '../inventory/stock.service.ts';
import type { LedgerService } from '../ledger/ledger.service.ts';
import type { MailService } from '../notifications/mail.service.ts';
import type { OrderStates } from '../orders/order.states.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import type { ProviderRegistry } from '../providers/provider.registry.ts';
import { SupplierBreakers } from '../providers/supplier-breakers.ts';
import { SupplierPacer } from '../providers/supplier-pacer.ts';
import { AttemptLog } from './attempt-log.ts';
import { DeliveryService } from './delivery.service.ts';
import { DeliveryDeskResolver } from './delivery-desk.resolver.ts';
import { DeliveryDesk } from './delivery-desk.service.ts';
import { DeliveryMails } from './delivery-mails.ts';
import { EsimStates } from './esim.states.ts';
import { Handover } from './handover.ts';
import { createProvisioningJob } from './provisioning.jobs.ts';
import { ProvisioningService } from './provisioning.service.ts';
import {
  EsimDeskResolver,
  ProvisioningAttemptResolver,
  ReviewQueueResolver,
} from './review-queue.resolver.ts';
import { SupplierAnswers } from './supplier-answers.ts';
import { SupplierRefundService } from './supplier-refund.service.ts';
import { SurplusWatch } from './surplus-watch.ts';
import { createRemindUndeliveredJob, createWatchDeliveriesJob } from './undelivered.jobs.ts';
import { type UndeliveredRefunds, UndeliveredService } from './undelivered.service.ts';

interface Needs {
  config: Config;
  jobs: Jobs;
  mails: MailService;
  alerts: AlertService;
  audit: AuditLog;
  ledger: LedgerService;
  stock: StockService;
  orders: OrderStates;
  providers: ProviderRegistry;
}

/** Wires the delivery of eSIMs, and defines its job. */
export function esimsRoom({ config, jobs, mails, alerts, audit, ledger, stock, orders, providers }: Needs) {
  const esims = new EsimStates(orders);
  const deliveryMails = new DeliveryMails(mails);
  const delivery = new DeliveryService({ orders, esims, mails: deliveryMails, stock, jobs });
  const handover = new Handover({ stock, ledger, esims, delivery, alerts });
  const attempts = new AttemptLog();
  const breakers = new SupplierBreakers({ settings: config.breaker, alerts });
  const pacer = new SupplierPacer();
  const answers = new SupplierAnswers({ attempts, breakers, handover, pacer });
  const saga = {
    orders,
    esims,
    delivery,
    handover,
    attempts,
    answers,
    providers,
    breakers,
    pacer,
    jobs,
    alerts,
  };
  jobs.define(createProvisioningJob(new ProvisioningService(saga)));

  /** What needs the payments room, which needs `delivery` itself: jobs that watch, and the part of the API. */
  const watchOver = (refunds: UndeliveredRefunds) => {
    const settings = config.undelivered;
    const undelivered = new UndeliveredService({
      settings,
      refunds,
      delivery,
      esims,
      mails: deliveryMails,
      attempts,
      alerts,
    });
    jobs.define(createWatchDeliveriesJob(undelivered, new SurplusWatch({ alerts })));
    jobs.define(createRemindUndeliveredJob(undelivered));
    const desk = new DeliveryDesk({ orders, delivery, handover, attempts, providers, undelivered, audit });
    return [
      new DeliveryDeskResolver({
        desk,
        supplierRefunds: new SupplierRefundService({ orders, ledger, audit }),
      }),
      new ReviewQueueResolver(providers),
      new EsimDeskResolver(providers),
      new ProvisioningAttemptResolver(),
    ];
  };
  return { delivery, watchOver };
}
