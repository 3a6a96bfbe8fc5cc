import { parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import { entities } from '../entities.ts';
import { createStripeBalanceReader } from '../payments/stripe/stripe-balance.ts';
import { createStripeClient } from '../payments/stripe/stripe-client.ts';
import { addDays, addHours, systemClock } from '../platform/clock/clock.ts';
import { newId } from '../platform/database/id.ts';
import { createOrm, type Orm } from '../platform/database/orm.ts';
import { sqlState } from '../platform/database/transaction.ts';
import { createLogger } from '../platform/logging/logger.ts';
import { type RequestContext, systemActor } from '../platform/request-context.ts';
import { inWords } from './finding.ts';
import { type CheckResult, LedgerCheck } from './ledger.check.ts';
import { usualScope } from './ledger-check.jobs.ts';
import { keepCheck } from './ledger-check.query.ts';

const usage = `Usage: npm run ledger:check -- [--stripe] [--since <time>] [--json]
  --stripe   also asks Stripe for its balance transactions (of the last 3 days, or since --since)
  --since    leaves out what changed before: 2026-11-25, 2026-11-25T10:00:00Z, 36h or 7d
  --json     prints everything that was found as JSON
The exit code is 0 for clean books, 1 for findings or a Stripe that did not answer, 2 for wrong arguments.
`;

interface Arguments {
  since: Date | null;
  isStripeWanted: boolean;
  isJson: boolean;
}

/** Looks at the books from the command line. @returns the exit code */
export async function ledgerCheckCommand(config: Config, args: string[]): Promise<number> {
  const wanted = readArguments(args, systemClock.now());
  if (!wanted) {
    process.stderr.write(usage);
    return 2;
  }
  const orm = createOrm({ ...config.database, poolSize: 2 }, entities);
  try {
    const ctx = contextOf(config, orm);
    const check = new LedgerCheck(createStripeBalanceReader(createStripeClient(config.stripe)));
    const { stripeSince } = usualScope(systemClock.now());
    const result = await check.look(ctx, {
      since: wanted.since,
      stripeSince: wanted.isStripeWanted ? (wanted.since ?? stripeSince) : null,
    });
    await keepCheck(ctx, ctx.em, result);
    process.stdout.write(wanted.isJson ? `${JSON.stringify(result, null, 2)}\n` : report(result, wanted));
    return result.findingCount > 0 || result.isStripeAsked !== wanted.isStripeWanted ? 1 : 0;
  } catch (error) {
    if (!isOlderDatabase(error)) throw error;
    process.stderr.write(
      'The database is of an older version. Run `npm start`, or the command migrate, first.\n',
    );
    return 1;
  } finally {
    await orm.close();
  }
}

/** A table or a column of this version is not there (undefined_table, undefined_column). */
const isOlderDatabase = (error: unknown): boolean => ['42P01', '42703'].includes(sqlState(error) ?? '');

const contextOf = (config: Config, orm: Orm): RequestContext => ({
  actor: systemActor('ledger-check'),
  locale: 'en',
  requestId: newId(),
  ip: null,
  userAgent: null,
  deviceToken: null,
  em: orm.em.fork(),
  clock: systemClock,
  log: createLogger(config.log),
  loaders: new Map(),
});

function report(result: CheckResult, { isStripeWanted }: Arguments): string {
  const stripe = result.isStripeAsked
    ? 'compared with Stripe'
    : isStripeWanted
      ? 'Stripe did not answer'
      : 'Stripe was not asked (--stripe)';
  const lines = result.findings.map((finding) => `${finding.code}  ${inWords(finding, 'en')}`);
  const rest = result.findingCount - lines.length;
  if (rest > 0) lines.push(`and ${rest} more`);
  const verdict = result.findingCount === 0 ? 'nothing is wrong' : `${result.findingCount} findings`;
  return `${[...lines, `${result.entries} entries, ${verdict}; ${stripe}.`].join('\n')}\n`;
}

/** Null for arguments that are not understood. */
export function readArguments(args: string[], now: Date): Arguments | null {
  try {
    const { values } = parseArgs({
      args,
      options: { stripe: { type: 'boolean' }, json: { type: 'boolean' }, since: { type: 'string' } },
    });
    const since = values.since === undefined ? null : timeOf(values.since, now);
    if (since && Number.isNaN(since.getTime())) return null;
    return { since, isStripeWanted: values.stripe === true, isJson: values.json === true };
  } catch {
    return null;
  }
}

function timeOf(text: string, now: Date): Date {
  const [, count, unit] = /^(\d{1,5})([hd])$/.exec(text) ?? [];
  if (count === undefined) return new Date(/^\d{4}-\d{2}-\d{2}/.test(text) ? text : Number.NaN);
  return unit === 'd' ? addDays(now, -Number(count)) : addHours(now, -Number(count));
}
