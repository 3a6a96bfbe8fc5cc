import { accountResolvers } from './accounts/account.resolvers.ts';
import { AccountCodes } from './accounts/account-code.service.ts';
import type { SessionService } from './accounts/session.service.ts';
import { StaffNotices } from './accounts/staff-notices.ts';
import { alertsRoom } from './alerts/alerts.room.ts';
import { AuditLogResolver } from './audit/audit-log.resolver.ts';
import { AuditLog } from './audit/audit-log.ts';
import { CountryResolver, RegionResolver } from './catalog/country.resolver.ts';
import { PlanResolver } from './catalog/plan.resolver.ts';
import type { Config } from './config.ts';
import { DeskResolver } from './desk/desk.resolver.ts';
import { DeskService } from './desk/desk.service.ts';
import { waitingSources } from './desk/waiting-sources.ts';
import { CompatibilityResolver } from './devices/compatibility.resolver.ts';
import { EsimResolver, OwnEsimsResolver } from './esims/esim.resolver.ts';
import { EsimShareService } from './esims/esim-share.service.ts';
import { esimsRoom } from './esims/esims.room.ts';
import { OrderDeliveryReader } from './esims/order-delivery.reader.ts';
import { OwnEsimResolver } from './esims/own-esim.resolver.ts';
import { OwnEsimService } from './esims/own-esim.service.ts';
import { ResendService } from './esims/resend.service.ts';
import { RevealService } from './esims/reveal.service.ts';
import { SharedEsimService } from './esims/shared-esim.service.ts';
import { inventoryResolvers } from './inventory/inventory.resolvers.ts';
import { expireStockJob } from './inventory/stock.jobs.ts';
import { StockService } from './inventory/stock.service.ts';
import { StockWatch } from './inventory/stock-watch.ts';
import { ledgerRoom } from './ledger/ledger.room.ts';
import { defineMailJobs } from './notifications/mail.jobs.ts';
import { MailService } from './notifications/mail.service.ts';
import { MailChoiceService } from './notifications/mail-choice.service.ts';
import { releaseMailsJob } from './notifications/mail-release.jobs.ts';
import type { Mailer } from './notifications/mailer.ts';
import { createSmtpMailer } from './notifications/smtp/smtp-mailer.ts';
import { operationsResolvers } from './operations/operations.room.ts';
import { CheckoutResolver } from './orders/checkout.resolver.ts';
import { CheckoutService } from './orders/checkout.service.ts';
import { OrderResolver, OwnOrdersResolver, PaymentResolver } from './orders/order.resolver.ts';
import { OrderStates } from './orders/order.states.ts';
import { OrderClosingService } from './orders/order-closing.service.ts';
import { OrderTimelineResolver, TimelineEntryResolver } from './orders/order-timeline.resolver.ts';
import { orderUpdatesResolver } from './orders/order-updates.resolver.ts';
import { paymentsRoom } from './payments/payments.room.ts';
import { createStripeGateway } from './payments/stripe/stripe-gateway.ts';
import type { Orm } from './platform/database/orm.ts';
import type { Notifications } from './platform/events/notifications.ts';
import { MoneyResolver } from './platform/graphql/money.type.ts';
import type { Jobs } from './platform/jobs/jobs.ts';
import { metered } from './platform/metrics/metered.ts';
import type { Metrics } from './platform/metrics/metrics.ts';
import { Limits } from './platform/security/limits.ts';
import { RateLimiter } from './platform/security/rate-limiter.ts';
import { forgetLimitsJob } from './platform/security/rate-limits.jobs.ts';
import type { Vault } from './platform/security/secrets.ts';
import { privacyRoom } from './privacy/privacy.room.ts';
import { createConnectedYouProvider } from './providers/connected-you/connected-you.provider.ts';
import type { EsimProvider } from './providers/esim-provider.ts';
import { ProviderRegistry } from './providers/provider.registry.ts';
import { returnsResolvers } from './returns/returns.room.ts';
import { CurrencyResolver, ShopResolver } from './shop/shop.resolver.ts';
import { SwitchResolver } from './switches/switch.resolver.ts';
import { SwitchService } from './switches/switch.service.ts';

/** What every room stands on. */
export interface Foundation {
  config: Config;
  orm: Orm;
  vault: Vault;
  notifications: Notifications;
  sessions: SessionService;
  jobs: Jobs;
  /** Suppliers beside the shop's own: tests bring some that allow other things. */
  moreProviders: readonly EsimProvider[];
  metrics: Metrics;
}

/** Wires every room's services, resolvers and jobs: the one place that knows who needs whom. */
export function wireRooms({
  config,
  orm,
  vault,
  notifications,
  sessions,
  jobs,
  moreProviders,
  metrics,
}: Foundation) {
  const limiter = new RateLimiter(() => orm.em.fork());
  const limits = new Limits(limiter, config.limits);
  const audit = new AuditLog();
  const mailer: Mailer = metered(createSmtpMailer(config.mail), 'mail', metrics);
  const mails = new MailService({ jobs, vault });
  const notices = new StaffNotices(mails);
  const { alerts, alertResolvers } = alertsRoom({ config, jobs, mails, audit, notifications, sessions });
  const suppliers = [createConnectedYouProvider(config.connectedYou), ...moreProviders];
  const providers = new ProviderRegistry(suppliers.map((each) => metered(each, each.name, metrics)));
  const switches = new SwitchService({
    alerts,
    audit,
    suppliers: providers.names,
    whenOn: { MAIL: (em) => jobs.send(em, releaseMailsJob, {}) },
  });
  const stock = new StockService(new StockWatch(notifications));
  const states = new OrderStates(notifications);
  const { ledger, ledgerResolvers } = ledgerRoom({ config, jobs, alerts, audit });
  const { delivery, watchOver } = esimsRoom({
    config,
    jobs,
    mails,
    alerts,
    audit,
    ledger,
    stock,
    orders: states,
    providers,
  });
  const gateway = metered(createStripeGateway(config.stripe), 'stripe', metrics);
  const { payments, refunds, promises, stripeEvents, paymentResolvers } = paymentsRoom({
    gateway,
    states,
    delivery,
    stock,
    ledger,
    mails,
    alerts,
    audit,
    jobs,
  });
  const deskResolvers = watchOver(refunds);
  const checkouts = new CheckoutService({ config, stock, payments, delivery, states, gateway, switches });
  const closing = new OrderClosingService({ payments, stock, states, audit });
  const codes = new AccountCodes({ config, vault, mails, limits });
  const mailChoices = new MailChoiceService(vault);
  const { erasure, privacyResolvers } = privacyRoom({ sessions, codes, mails, vault });
  const eraseIfEmpty = erasure.eraseIfEmpty.bind(erasure);
  const publicUrl = () => config.publicUrl;

  jobs.define(closing.job);
  jobs.define(forgetLimitsJob());
  jobs.define(expireStockJob(stock));
  defineMailJobs(jobs, {
    mailer,
    vault,
    deliveryReader: new OrderDeliveryReader(publicUrl),
    publicUrl,
    supportEmail: config.mail.support,
    isSandbox: config.sandbox.isUsed,
  });

  const desk = new DeskService(waitingSources);
  const OrderUpdatesResolver = orderUpdatesResolver({ notifications, sessions });
  const resolvers = [
    new MoneyResolver(),
    new ShopResolver(config),
    new CurrencyResolver(),
    new CountryResolver(),
    new RegionResolver(),
    new PlanResolver(),
    new CompatibilityResolver(),
    ...accountResolvers({
      ...{ config, vault, mails, sessions, limits, limiter, audit, notices },
      ...{ codes, mailChoices, eraseIfEmpty },
    }),
    ...privacyResolvers,
    new OrderResolver(),
    new PaymentResolver(),
    new OwnOrdersResolver(),
    new DeskResolver(desk),
    new OrderTimelineResolver(),
    new TimelineEntryResolver(),
    ...paymentResolvers,
    new CheckoutResolver({ checkouts, closing, refunds, limits }),
    new OrderUpdatesResolver(),
    new EsimResolver({
      reveals: new RevealService({ states, audit }),
      resends: new ResendService({ mails, limiter, audit, limits }),
    }),
    new OwnEsimsResolver(),
    new OwnEsimResolver({
      own: new OwnEsimService(),
      shares: new EsimShareService({ states, limits, publicUrl }),
      shared: new SharedEsimService({ states, limits }),
    }),
    ...returnsResolvers({ promises, stock, states, mails, audit, limits }),
    ...deskResolvers,
    ...ledgerResolvers,
    new AuditLogResolver(),
    ...alertResolvers,
    ...operationsResolvers({ jobs, alerts, audit }),
    new SwitchResolver(switches),
    ...inventoryResolvers({ stock, audit, notifications, sessions }),
  ];
  return {
    ...{ resolvers, gateway, stripeEvents, mailer, providers, limits, limiter },
    ...{ desk, notices, mailChoices },
  };
}
