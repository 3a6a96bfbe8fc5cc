import { sql } from 'kysely';
import type { AlertService } from '../alerts/alert.service.ts';
import type { Config } from '../config.ts';
import { addSeconds } from '../platform/clock/clock.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { type Timestamp, toDate } from '../platform/database/timestamp.ts';
import { assertInTransaction } from '../platform/database/transaction.ts';
import { sayInEach } from '../platform/i18n/say.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { attemptDetailInEach } from '../reasons/reason.ts';
import { type BreakerReading, canProbe } from './breaker.states.ts';
import { supplierAlert as texts } from './supplier-alert.messages.ts';

interface Parts {
  settings: Config['breaker'];
  alerts: Pick<AlertService, 'raise' | 'settle'>;
  /** 0 to 1; tests give their own. */
  random?: () => number;
}

/** A call that looks whether a supplier is back counts as dead after this. */
const probeSeconds = 150;
/** What waits in the queue lets the call that looks go so far ahead. */
const headStartSeconds = 1;
/** The queue is let in a little faster than the pace, so that the pace alone sets the speed. */
const queueSpeed = 1.25;

/**
 * A circuit breaker for each supplier, in one row that all processes share. Failures one after another open it: busy
 * and lost answers, never refusals, which are answers. Open, nobody asks; after a pause, which grows with each opening
 * in a row, one call may look, and its success closes the breaker. Every change is one guarded statement, so that of
 * many processes one opens it, one looks, one closes it. Times are the program's clock's.
 */
export class SupplierBreakers {
  readonly #parts: Required<Parts>;

  constructor(parts: Parts) {
    this.#parts = { random: Math.random, ...parts };
  }

  /**
   * Whether a call may be made, by what was read of the breaker. Where it is open and its pause is over, this call
   * becomes the one that looks, if no other has: it must then end in `succeeded` or `failed`.
   */
  async admit(
    ctx: RequestContext,
    em: EntityManager,
    supplier: string,
    reading: BreakerReading,
  ): Promise<boolean> {
    if (reading.state === 'CLOSED') return true;
    const now = ctx.clock.now();
    if (!canProbe(reading, now)) return false;
    const { rows } = await sql`
      update supplier_breakers
      set state = 'HALF_OPEN', retry_at = ${addSeconds(now, probeSeconds)}, updated_at = ${now}
      where supplier = ${supplier} and state in ('OPEN', 'HALF_OPEN') and retry_at <= ${now}
      returning supplier`.execute(em.getKysely());
    return rows.length === 1;
  }

  /**
   * The supplier answered: closes the breaker. Writes nothing where nothing was wrong.
   * @param reading what was read before the call
   */
  async succeeded(
    ctx: RequestContext,
    em: EntityManager,
    supplier: string,
    reading: BreakerReading,
  ): Promise<void> {
    if (reading.state === 'CLOSED' && reading.failures === 0) return;
    assertInTransaction(em);
    const { rows } = await sql<{ was: BreakerReading['state'] }>`
      with before as (select supplier, state from supplier_breakers where supplier = ${supplier} for update)
      update supplier_breakers b
      set state = 'CLOSED', failures = 0, openings = 0, retry_at = null, updated_at = ${ctx.clock.now()}
      from before where b.supplier = before.supplier
      returning before.state as was`.execute(em.getKysely());
    const was = rows[0]?.was;
    if (was === undefined || was === 'CLOSED') return;
    ctx.log.info({ supplier }, 'supplier_is_back');
    await this.#parts.alerts.settle(ctx, em, alertKey(supplier));
  }

  /**
   * The call that `admit` let through was not made: nothing was learnt of the supplier, and the next may look.
   * @param reading what was read before it
   */
  async notAsked(
    ctx: RequestContext,
    em: EntityManager,
    supplier: string,
    reading: BreakerReading,
  ): Promise<void> {
    if (reading.state === 'CLOSED') return;
    const now = ctx.clock.now();
    await sql`
      update supplier_breakers set state = 'OPEN', retry_at = ${now}, queue_at = null, updated_at = ${now}
      where supplier = ${supplier} and state = 'HALF_OPEN'`.execute(em.getKysely());
  }

  /**
   * The supplier was busy or its answer was lost: opens the breaker after as many in a row as the settings say.
   * @returns whether nobody is to ask any more
   */
  async failed(ctx: RequestContext, em: EntityManager, supplier: string, detail: string): Promise<boolean> {
    assertInTransaction(em);
    const { failures, seconds, maxSeconds } = this.#parts.settings;
    const now = ctx.clock.now();
    const jitter = 0.9 + 0.2 * this.#parts.random();
    await sql`
      insert into supplier_breakers (supplier, updated_at) values (${supplier}, ${now})
      on conflict do nothing`.execute(em.getKysely());
    const { rows } = await sql<{
      opened: boolean;
      state: BreakerReading['state'];
      failures: number;
      retryAt: Timestamp;
    }>`
      with before as (
        select supplier, state = 'HALF_OPEN' or (state = 'CLOSED' and failures + 1 >= ${failures}::int) as opens
        from supplier_breakers where supplier = ${supplier} for update
      )
      update supplier_breakers b set
        failures = b.failures + 1,
        state = case when opens then 'OPEN' else b.state end,
        retry_at = case when opens then ${now}::timestamptz + make_interval(
          secs => least(${maxSeconds}::int, ${seconds}::int * power(2, b.openings)) * ${jitter}::float8) else b.retry_at end,
        openings = b.openings + opens::int,
        queue_at = case when opens then null else b.queue_at end,
        updated_at = ${now}
      from before where b.supplier = before.supplier
      returning opens as opened, b.state, b.failures, b.retry_at as "retryAt"`.execute(em.getKysely());
    const [opening] = rows;
    if (!opening?.opened) return opening?.state === 'OPEN';
    ctx.log.warn({ supplier, detail }, 'supplier_breaker_opened');
    await this.#parts.alerts.raise(ctx, em, {
      kind: 'SUPPLIER_DOWN',
      key: alertKey(supplier),
      subject: sayInEach(texts.isDown, { supplier }),
      lines: [
        sayInEach(texts.lastFailure, { count: opening.failures, detail: attemptDetailInEach(detail) }),
        sayInEach(texts.nothingLost, { at: toDate(opening.retryAt).toISOString() }),
      ],
      severity: 'CRITICAL',
    });
    return true;
  }

  /**
   * A time for a waiting eSIM to come again, when the supplier's breaker is open: the first comes as the pause ends,
   * to look; the others behind it one after another, so that no crowd arrives at once. While one looks, the others
   * come again soon: it mostly has its answer by then. While somebody looks, they
   * come a little later than that call takes as a rule: its success must not leave them waiting for its lease to end.
   */
  async placeInQueue(
    ctx: RequestContext,
    em: EntityManager,
    supplier: string,
    perSecond: number,
  ): Promise<Date> {
    const step = 1 / (perSecond * queueSpeed);
    const { rows } = await sql<{ at: Timestamp }>`
      update supplier_breakers
      set queue_at = case
        when state = 'HALF_OPEN' then greatest(queue_at, ${addSeconds(ctx.clock.now(), headStartSeconds)}::timestamptz)
          + make_interval(secs => ${step}::float8)
        when state = 'OPEN' and (queue_at is null or queue_at < retry_at) then retry_at
        else greatest(queue_at, case state when 'OPEN' then retry_at else ${ctx.clock.now()}::timestamptz end
          + make_interval(secs => ${headStartSeconds}::int)) + make_interval(secs => ${step}::float8)
      end
      where supplier = ${supplier} and state <> 'CLOSED'
      returning queue_at as at`.execute(em.getKysely());
    // Closed in between: come again at once.
    return rows[0] ? toDate(rows[0].at) : ctx.clock.now();
  }
}

const alertKey = (supplier: string) => `supplier:${supplier}`;
