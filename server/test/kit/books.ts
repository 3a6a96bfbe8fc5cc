import { BalanceService } from '../../src/ledger/balance.service.ts';
import { inWords } from '../../src/ledger/finding.ts';
import { LedgerCheck } from '../../src/ledger/ledger.check.ts';
import { LedgerService } from '../../src/ledger/ledger.service.ts';
import { createStripeBalanceReader } from '../../src/payments/stripe/stripe-balance.ts';
import { createStripeClient } from '../../src/payments/stripe/stripe-client.ts';
import { addHours } from '../../src/platform/clock/clock.ts';
import { type RequestContext, systemActor } from '../../src/platform/request-context.ts';
import type { TestApp } from './test-app.ts';

/**
 * Everything that is wrong in the books once Stripe's balance has been read and booked, in words: nothing, whatever
 * happened to payments before. What is still on its way counts as wrong, so let jobs and webhooks end first.
 */
export async function wrongInBooks({ app, clock }: TestApp): Promise<string[]> {
  const reader = createStripeBalanceReader(createStripeClient(app.config.stripe));
  const balance = new BalanceService({ reader, ledger: new LedgerService() });
  // Not every app has a clock that is moved.
  const latest = new Date(Math.max(Date.now(), clock.now().getTime()));
  const later = (hours: number): RequestContext => ({
    actor: systemActor('test'),
    locale: 'en',
    requestId: 'test',
    ip: null,
    userAgent: null,
    deviceToken: null,
    em: app.orm.em.fork(),
    clock: { now: () => addHours(latest, hours) },
    log: app.log,
    loaders: new Map(),
  });
  await balance.read(later(0));
  // What belongs to no row of ours is booked after a patience.
  await balance.book(later(2));
  const { findings } = await new LedgerCheck(reader).look(later(6), {
    since: null,
    stripeSince: new Date(0),
  });
  return findings.map((finding) => `${finding.code} ${inWords(finding, 'en')}`);
}
