import type { AlertService } from '../alerts/alert.service.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { Config } from '../config.ts';
import { createStripeBalanceReader } from '../payments/stripe/stripe-balance.ts';
import { createStripeClient } from '../payments/stripe/stripe-client.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import { createReadBalanceJob } from './balance.jobs.ts';
import { BalanceService } from './balance.service.ts';
import { LedgerCheck } from './ledger.check.ts';
import { LedgerEntryResolver, LedgerResolver, OrderLedgerResolver } from './ledger.resolver.ts';
import { LedgerService } from './ledger.service.ts';
import { createLedgerCheckJob } from './ledger-check.jobs.ts';
import { LedgerCheckResolver } from './ledger-check.resolver.ts';
import { LedgerWatch } from './ledger-watch.service.ts';

interface Parts {
  config: Config;
  jobs: Jobs;
  alerts: AlertService;
  audit: AuditLog;
}

/** The books: their service for the other rooms, and their part of the API. Their jobs are defined here. */
export function ledgerRoom({ config, jobs, alerts, audit }: Parts) {
  const ledger = new LedgerService();
  const reader = createStripeBalanceReader(createStripeClient(config.stripe));
  jobs.define(createReadBalanceJob(new BalanceService({ reader, ledger })));
  const watch = new LedgerWatch({ check: new LedgerCheck(reader), alerts, audit });
  jobs.define(createLedgerCheckJob(watch));
  const ledgerResolvers = [
    new OrderLedgerResolver(),
    new LedgerEntryResolver(),
    new LedgerResolver(),
    new LedgerCheckResolver(watch),
  ];
  return { ledger, ledgerResolvers };
}
