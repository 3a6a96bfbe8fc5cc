import type { Config } from '../config.ts';
import { createStripeBalanceReader } from '../payments/stripe/stripe-balance.ts';
import { createStripeClient } from '../payments/stripe/stripe-client.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import { createReadBalanceJob } from './balance.jobs.ts';
import { BalanceService } from './balance.service.ts';
import { LedgerEntryResolver, LedgerResolver, OrderLedgerResolver } from './ledger.resolver.ts';
import { LedgerService } from './ledger.service.ts';

interface Parts {
  config: Config;
  jobs: Jobs;
}

/** The books: their service for the other rooms, and their part of the API. Their jobs are defined here. */
export function ledgerRoom({ config, jobs }: Parts) {
  const ledger = new LedgerService();
  const reader = createStripeBalanceReader(createStripeClient(config.stripe));
  jobs.define(createReadBalanceJob(new BalanceService({ reader, ledger })));
  const ledgerResolvers = [new OrderLedgerResolver(), new LedgerEntryResolver(), new LedgerResolver()];
  return { ledger, ledgerResolvers };
}
