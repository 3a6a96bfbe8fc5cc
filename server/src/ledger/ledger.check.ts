import { IsolationLevel } from '@mikro-orm/core';
import { type RawBuilder, sql } from 'kysely';
import { GatewayUnavailable } from '../payments/payment-gateway.ts';
import { addHours } from '../platform/clock/clock.ts';
import { newId } from '../platform/database/id.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { againstStripe, balanceChecks } from './balance.check.ts';
import type { BalanceReader, BalanceTransaction } from './balance-reader.ts';
import type { FindingRow, Scope } from './check-scope.ts';
import type { Finding } from './finding.ts';
import { ownRowsChecks } from './own-rows.check.ts';

/** What Stripe has not told of after this long is missing: a charge's balance transaction may be an hour late. */
const graceHours = 3;
/** Transactions that Stripe is asked for at most; the newest are compared. */
const maxTold = 10_000;
/** Findings of one look that are kept; all are counted. */
const maxOfALook = 50;

export interface CheckRequest {
  /** Null looks at everything. */
  since: Date | null;
  /** Also asks Stripe for its balance transactions since then; null does not. */
  stripeSince: Date | null;
}

/** What a look at the books found. */
export interface CheckResult {
  id: string;
  startedAt: Date;
  finishedAt: Date;
  since: Date | null;
  /** Stripe was to be asked, and answered. */
  isStripeAsked: boolean;
  /** Entries in the books. */
  entries: number;
  /** All; at most 50 of each look stand in `findings`. */
  findingCount: number;
  findings: Finding[];
}

/** Looks at the books: by themselves, against our own rows, and against Stripe. Changes nothing. */
export class LedgerCheck {
  readonly #reader: BalanceReader;

  constructor(reader: BalanceReader) {
    this.#reader = reader;
  }

  /**
   * Looks at one snapshot of the database with a constant number of statements. When Stripe does not answer, the rest
   * is looked at all the same and `isStripeAsked` is false.
   */
  async look(ctx: RequestContext, { since, stripeSince }: CheckRequest): Promise<CheckResult> {
    const startedAt = ctx.clock.now();
    const scope: Scope = { since: since ?? new Date(0), settledBefore: addHours(startedAt, -graceHours) };
    const told = stripeSince ? await this.#ask(ctx, stripeSince) : null;
    const looks = [...ownRowsChecks, ...balanceChecks].map((check) => check(scope));
    if (told) looks.push(againstStripe(told.transactions, told.from, scope));
    const seen = await lookAt(ctx, looks);
    return {
      id: newId(),
      startedAt,
      finishedAt: ctx.clock.now(),
      since,
      isStripeAsked: told !== null,
      ...seen,
    };
  }

  /** Everything Stripe has since a time, or since the oldest of as much as is asked for; null when it does not answer. */
  async #ask(
    ctx: RequestContext,
    since: Date,
  ): Promise<{ transactions: BalanceTransaction[]; from: Date } | null> {
    const transactions: BalanceTransaction[] = [];
    try {
      for (;;) {
        const page = await this.#reader.page(since, transactions.at(-1)?.id ?? null);
        transactions.push(...page.transactions);
        if (page.isLast) return { transactions, from: since };
        const oldest = transactions.at(-1)?.createdAt ?? since;
        // Others of that very second may be on the next page.
        if (transactions.length >= maxTold) return { transactions, from: new Date(oldest.getTime() + 1000) };
      }
    } catch (error) {
      if (!(error instanceof GatewayUnavailable)) throw error;
      ctx.log.warn({ error: error.message }, 'ledger_check_without_stripe');
      return null;
    }
  }
}

type Seen = Pick<CheckResult, 'entries' | 'findingCount' | 'findings'>;

async function lookAt(ctx: RequestContext, looks: readonly RawBuilder<FindingRow>[]): Promise<Seen> {
  // One snapshot: what is booked while we look must not be half seen.
  const options = { isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true };
  return ctx.em.fork({ clear: true }).transactional(async (em) => {
    const db = em.getKysely();
    const seen: Seen = { entries: 0, findingCount: 0, findings: [] };
    for (const look of looks) {
      const { rows } = await sql<FindingRow & { total: number }>`
        select *, count(*) over ()::int as total from (${look}) found limit ${maxOfALook}`.execute(db);
      seen.findingCount += rows[0]?.total ?? 0;
      seen.findings.push(...rows.map(({ total: _, ...finding }) => finding));
    }
    const { rows } = await sql<{ entries: number }>`
      select count(*)::float8 as entries from ledger_entries`.execute(db);
    return { ...seen, entries: rows[0]?.entries ?? 0 };
  }, options);
}
