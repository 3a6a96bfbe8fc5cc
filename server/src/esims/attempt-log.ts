import { sql } from 'kysely';
import type { Order } from '../orders/order.entity.ts';
import { recordOrderMoves } from '../orders/order-moves.ts';
import { addSeconds } from '../platform/clock/clock.ts';
import { newId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { recorded } from '../platform/i18n/stored-text.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { attemptDetails } from '../reasons/attempt-detail.messages.ts';
import { type AttemptOutcome, attemptStates } from './attempt.states.ts';
import type { LockedEsim } from './esim.lock.ts';

/** What came of a call, and what is known of why. */
export interface AttemptEnd {
  outcome: Exclude<AttemptOutcome, 'STARTED'>;
  code?: string | null;
  detail?: string | null;
}

/** A call that has not ended after this belongs to a process that died: waiting for a turn and its time limit are less. */
export const callLeaseSeconds = 140;

/** The end of such a call. */
export const processDied = {
  outcome: 'UNKNOWN',
  code: 'PROCESS_DIED',
  detail: recorded(attemptDetails.processDied),
} as const satisfies AttemptEnd;

/** The end of a call that was written down and never made: it is no try. */
export const notSent = { outcome: 'BUSY', code: 'NOT_SENT' } as const satisfies AttemptEnd;

/** States that a call may be in before it comes to this one. */
const before = (outcome: AttemptEnd['outcome']): AttemptOutcome[] =>
  (Object.keys(attemptStates.moves) as AttemptOutcome[]).filter((from) =>
    attemptStates.allows(from, outcome),
  );

/**
 * The calls to suppliers, each with its moves in its order's history. The caller holds the locks of order and eSIM,
 * or knows that the call is its own.
 */
export class AttemptLog {
  /**
   * Writes a call down before it is made, so that no order of ours can be unknown to us. The database keeps a second
   * one of the same eSIM from running beside it.
   * @returns the attempt's id
   */
  async begin(
    ctx: RequestContext,
    em: EntityManager,
    { order, esim }: LockedEsim,
    call: { supplier: string; reference: string },
  ): Promise<string> {
    const id = newId();
    const now = ctx.clock.now();
    await sql`
      with moved as (
        insert into provisioning_attempts (id, esim_id, supplier, reference, outcome, started_at)
        values (${id}, ${esim.id}, ${call.supplier}, ${call.reference}, 'STARTED', ${now})
        returning ${order.id}::uuid as order_id, id as subject_id, null as from_state, outcome as to_state, supplier as reason
      ), ${recordOrderMoves(ctx, 'attempt')}
      select from moved`.execute(em.getKysely());
    return id;
  }

  /** Writes down what came of one call. A move that the table does not have changes nothing. */
  async end(
    ctx: RequestContext,
    em: EntityManager,
    of: LockedEsim,
    attemptId: string,
    end: AttemptEnd,
  ): Promise<void> {
    await this.#move(ctx, em, of, sql`id = ${attemptId}`, end);
  }

  /**
   * Whether a supplier is being asked for one of these eSIMs of an order. A call whose process died is none: it becomes
   * unknown, because it may have reached the supplier. The caller holds the order's lock.
   */
  async areAsking(
    ctx: RequestContext,
    em: EntityManager,
    order: Order,
    esimIds: readonly string[],
  ): Promise<boolean> {
    const since = addSeconds(ctx.clock.now(), -callLeaseSeconds);
    const dead = sql`esim_id = any(${esimIds}::uuid[]) and outcome = 'STARTED' and started_at <= ${since}`;
    await this.#move(ctx, em, { order }, dead, processDied);
    const { rows } = await sql`
      select from provisioning_attempts
      where esim_id = any(${esimIds}::uuid[]) and outcome = 'STARTED' limit 1`.execute(em.getKysely());
    return rows.length > 0;
  }

  /** What a supplier answered to a repeat under its handle, or to a look-up, settles the calls before it as well. */
  async settleUnknown(
    ctx: RequestContext,
    em: EntityManager,
    of: LockedEsim,
    supplier: string,
    end: AttemptEnd,
  ): Promise<void> {
    const unknown = sql`esim_id = ${of.esim.id} and supplier = ${supplier} and outcome = 'UNKNOWN'`;
    await this.#move(ctx, em, of, unknown, end);
  }

  /** A person accepts that unknown calls may have made an eSIM that nobody gets. */
  async waive(em: EntityManager, attemptIds: readonly string[], now: Date): Promise<void> {
    if (attemptIds.length === 0) return;
    await sql`
      update provisioning_attempts set waived_at = ${now}
      where id = any(${attemptIds}::uuid[]) and outcome = 'UNKNOWN' and waived_at is null`.execute(
      em.getKysely(),
    );
  }

  async #move(
    ctx: RequestContext,
    em: EntityManager,
    { order }: Pick<LockedEsim, 'order'>,
    which: ReturnType<typeof sql>,
    { outcome, code = null, detail = null }: AttemptEnd,
  ): Promise<void> {
    await sql`
      with found as (
        select id, outcome from provisioning_attempts
        where ${which} and outcome = any(${before(outcome)}::text[]) for update
      ), moved as (
        update provisioning_attempts a
        set outcome = ${outcome}, error_code = ${code}, detail = ${detail}, finished_at = ${ctx.clock.now()}
        from found where a.id = found.id
        returning ${order.id}::uuid as order_id, a.id as subject_id, found.outcome as from_state, a.outcome as to_state,
          concat_ws(': ', a.supplier, a.error_code) as reason
      ), ${recordOrderMoves(ctx, 'attempt')}
      select from moved`.execute(em.getKysely());
  }
}
