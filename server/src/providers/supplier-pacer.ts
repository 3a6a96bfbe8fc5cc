import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import type { EntityManager } from '../platform/database/orm.ts';
import { recorded } from '../platform/i18n/stored-text.ts';
import { attemptDetails } from '../reasons/attempt-detail.messages.ts';
import { DatabaseTime, type Moment } from './database-time.ts';

/** Of a supplier's limit several processes use so much; the rest, 75 ms of each second, is room for late calls. */
const share = 0.93;
/** And so much one that has it for itself: it knows all calls, and never lets more go than turns have come. */
const shareAlone = 0.98;
/** Turns of two processes that lie this far apart do not add up. */
const apartSeconds = 2;
/** A process that comes to another which was alone leaves this much free once, for what the other is late by. */
const joiningSeconds = 0.06;
/**
 * A turn that could not be used for so long is given up for another one: other processes have the turns after it. Half
 * of the room that `share` leaves; the other half is for the way to the database and to the supplier.
 */
const keptMs = 40;
const secondMs = 1_000;
/** A call later than the supplier's quickest by more than this is taken to be one that it does not count any more. */
const mostLateMs = 1_000;
/** Answers from which the quickest is known. */
const rememberedAnswers = 64;
/** Who would have to wait for a turn longer than this comes again later: nobody sleeps long with a call written down. */
const mostWaitMs = 15_000;
/** Turns that one process takes at once: what it uses in a quarter of a second, so that none lie unused. */
const batchSeconds = 0.25;

/** A call was not made, because its turn is too far off or the line was stopped. Nothing was sent. */
export class NoTurn extends Error {
  override readonly name = 'NoTurn';
}

interface Waiter {
  /** On this process's own steady clock. */
  readonly since: number;
  /** Given the moment of its turn. */
  resolve(turn: Moment): void;
  reject(error: unknown): void;
}

/** A call that was let go: the supplier counts it somewhere between these two moments. */
interface PacedCall {
  readonly at: number;
  answeredAt: number | null;
}

/** Those of this process who wait for a turn at one supplier. */
interface Line {
  waiters: Waiter[];
  isAsking: boolean;
  pausedUntil: number;
  /** Who joined before this is not to call any more. */
  stoppedAt: number;
  /** The moments of turns that have come, and the calls that were let go, of the last second or so. */
  due: number[];
  gone: PacedCall[];
  /** How long the last answers took. */
  latencies: number[];
}

/**
 * Turns for calls to suppliers, shared by all processes: in any one second never more than a supplier takes. Its row
 * tells when the next turn is; turns are handed out in batches by one guarded statement, evenly spaced. The time is
 * the database's, because processes' clocks differ, and real time also where a test has moved the program's clock.
 * A process that was held up gives its late turns up and asks for others. Where a call itself was held up on its way,
 * the supplier may have counted it so much later: it fills its place in the second for that much longer. One process
 * by itself uses nearly all of the limit; several leave room for what each of them may be late by. Nobody waits long:
 * who would have to is sent away without a call.
 */
export class SupplierPacer {
  readonly #process = randomUUID();
  readonly #lines = new Map<string, Line>();
  readonly #time = new DatabaseTime();

  /**
   * Makes one call when its turn has come.
   * @param perSecond what the supplier takes
   * @throws NoTurn where its turn is more than a quarter of a minute off, or `stop` sent everybody away meanwhile
   */
  async paced<Answer>(
    em: EntityManager,
    supplier: string,
    perSecond: number,
    call: () => Promise<Answer>,
  ): Promise<Answer> {
    const line = this.#lineOf(supplier);
    const gone = await this.#turn(em, supplier, perSecond, line);
    try {
      return await call();
    } finally {
      gone.answeredAt = performance.now();
      line.latencies.push(gone.answeredAt - gone.at);
      if (line.latencies.length > rememberedAnswers) line.latencies.shift();
    }
  }

  async #turn(em: EntityManager, supplier: string, perSecond: number, line: Line): Promise<PacedCall> {
    const since = performance.now();
    for (;;) {
      const turn = await new Promise<Moment>((resolve, reject) => {
        line.waiters.push({ since, resolve, reject });
        void this.#ask(em, supplier, perSecond, line);
      });
      // Never before its turn, whichever moment that is.
      const wait = turn.latest - performance.now();
      if (wait > 0) await delay(wait);
      const gone = await this.#letGo(line, turn.earliest, since, perSecond);
      if (gone) return gone;
    }
  }

  /**
   * Lets a call go whose turn has come, when fewer of this process fill the supplier's second than turns have come to
   * it in that time. @returns null where the turn is given up
   */
  async #letGo(line: Line, at: number, since: number, perSecond: number): Promise<PacedCall | null> {
    line.due.push(at);
    // Of fewer answers all may have been slow: the first ones are, on connections that are just made.
    const enough = Math.min(rememberedAnswers, Math.max(2, perSecond));
    for (;;) {
      const now = performance.now();
      if (since <= line.stoppedAt) throw new NoTurn(recorded(attemptDetails.supplierStopped));
      if (now < line.pausedUntil || now - at > keptMs) return null;
      while (line.due[0] !== undefined && line.due[0] <= now - secondMs) line.due.shift();
      const quickest = line.latencies.length < enough ? 0 : Math.min(...line.latencies);
      line.gone = line.gone.filter((call) => countedUntil(call, quickest, now) > now);
      if (line.gone.length < line.due.length) {
        const call = { at: now, answeredAt: null };
        line.gone.push(call);
        return call;
      }
      const next = Math.min(...line.gone.map((call) => countedUntil(call, quickest, now)));
      // An answer may free a place sooner than it looks now.
      await delay(Math.min(20, Math.max(1, next - now)));
    }
  }

  /** The supplier has told us to stop for a while: no process gets a turn before that. */
  async pause(em: EntityManager, supplier: string, seconds: number): Promise<void> {
    this.#lineOf(supplier).pausedUntil = performance.now() + seconds * 1000;
    await sql`
      insert into supplier_paces as pace (supplier, next_at)
      values (${supplier}, clock_timestamp() + make_interval(secs => ${seconds}::float8))
      on conflict (supplier) do update set next_at = greatest(pace.next_at, excluded.next_at)`.execute(
      em.getKysely(),
    );
  }

  /** The supplier does not answer any more: who stands in this process's line goes away without a call. */
  stop(supplier: string): void {
    this.#lineOf(supplier).stoppedAt = performance.now();
  }

  /** Takes turns for everybody in line, one statement at a time; whoever joins meanwhile is in the next one. */
  async #ask(em: EntityManager, supplier: string, perSecond: number, line: Line): Promise<void> {
    if (line.isAsking) return;
    line.isAsking = true;
    try {
      while (line.waiters.length > 0) {
        const most = Math.max(1, Math.floor(perSecond * batchSeconds));
        const served = line.waiters.splice(0, most);
        await this.#serve(em, supplier, perSecond, served);
      }
    } finally {
      line.isAsking = false;
    }
  }

  async #serve(
    em: EntityManager,
    supplier: string,
    perSecond: number,
    waiters: readonly Waiter[],
  ): Promise<void> {
    try {
      const seconds = (many: number) => sql`make_interval(secs => ${many}::float8)`;
      const shared = seconds(waiters.length / (perSecond * share));
      const alone = seconds(waiters.length / (perSecond * shareAlone));
      const me = this.#process;
      const waited = performance.now() - Math.min(...waiters.map(({ since }) => since));
      const left = Math.max(0, mostWaitMs - waited) / 1000;
      // Turns that nobody could wait for are not taken: they would push everybody's turn further off.
      const asked = performance.now();
      const { rows } = await sql<{ beginsAt: number; endsAt: number; now: number }>`
        insert into supplier_paces as pace (supplier, next_at, taken_by)
        values (${supplier}, now() + ${alone}, ${me})
        on conflict (supplier) do update
        set (begins_at, next_at, taken_by, shared_until) = (
          select next.at, next.at + case when next.at < next.shared_until then ${shared} else ${alone} end,
            ${me}, next.shared_until
          from (
            select free.at + case when pace.taken_by <> ${me} and pace.shared_until <= pace.next_at
                then ${seconds(joiningSeconds)} else interval '0' end as at,
              case when pace.taken_by <> ${me} then free.at + ${seconds(apartSeconds)}
                else pace.shared_until end as shared_until
            from (select greatest(pace.next_at, clock_timestamp()) as at) free
          ) next
        )
        where pace.next_at <= clock_timestamp() + ${seconds(left)}
        returning (extract(epoch from begins_at) * 1000)::float8 as "beginsAt",
          (extract(epoch from next_at) * 1000)::float8 as "endsAt",
          (extract(epoch from clock_timestamp()) * 1000)::float8 as now`.execute(
        em.fork({ clear: true }).getKysely(),
      );
      const [taken] = rows;
      if (!taken) throw new NoTurn(recorded(attemptDetails.turnTooFarOff));
      this.#time.learn(taken.now, asked, performance.now());
      const step = (taken.endsAt - taken.beginsAt) / waiters.length;
      for (const [index, waiter] of waiters.entries())
        waiter.resolve(this.#time.here(taken.beginsAt + index * step));
    } catch (error) {
      for (const waiter of waiters) waiter.reject(error);
    }
  }

  #lineOf(supplier: string): Line {
    const line = this.#lines.get(supplier) ?? {
      waiters: [],
      isAsking: false,
      pausedUntil: 0,
      stoppedAt: Number.NEGATIVE_INFINITY,
      due: [],
      gone: [],
      latencies: [],
    };
    this.#lines.set(supplier, line);
    return line;
  }
}

/** Until when a call may fill a place in the supplier's second: one from when it was sent, and as late as it may be. */
function countedUntil({ at, answeredAt }: PacedCall, quickest: number, now: number): number {
  const late = Math.max(0, (answeredAt ?? now) - at - quickest);
  return at + secondMs + Math.min(late, mostLateMs);
}
