import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import type { EntityManager } from '../platform/database/orm.ts';

/** Of a supplier's limit we use so much; the rest is room for calls that reach it a little late. */
const share = 0.95;
/** A turn that could not be used for so long is given up for another one: a second and what `share` leaves of it. */
const keptMs = 1_050;
/** Turns that one process takes at once: what it uses in a quarter of a second, so that none lie unused. */
const batchSeconds = 0.25;

interface Waiter {
  /** Given the moment of its turn, on this process's own steady clock. */
  resolve(at: number): void;
  reject(error: unknown): void;
}

/** Those of this process who wait for a turn at one supplier. */
interface Line {
  waiters: Waiter[];
  isAsking: boolean;
  pausedUntil: number;
  /** The moments of turns that have come, and of calls that were let go, of the last second or so. */
  due: number[];
  gone: number[];
}

/**
 * Turns for calls to suppliers, shared by all processes: in any one second never more than a supplier takes. Its row
 * tells when the next turn is; turns are handed out in batches by one guarded statement, evenly spaced. The time is
 * the database's, because processes' clocks differ, and real time also where a test has moved the program's clock.
 * A process that was held up makes its late calls as soon as no second gets more of them than it had turns.
 */
export class SupplierPacer {
  readonly #lines = new Map<string, Line>();

  /**
   * Waits for a turn; the caller makes its one call at once.
   * @param perSecond what the supplier takes
   */
  async turn(em: EntityManager, supplier: string, perSecond: number): Promise<void> {
    const line = this.#lineOf(supplier);
    for (;;) {
      const at = await new Promise<number>((resolve, reject) => {
        line.waiters.push({ resolve, reject });
        void this.#ask(em, supplier, perSecond, line);
      });
      const wait = at - performance.now();
      if (wait > 0) await delay(wait);
      if (await this.#mayGo(line, at)) return;
    }
  }

  /**
   * Lets a call go whose turn has come, when this process has let fewer go within a second than turns have come to it
   * in that time and what `share` leaves. @returns false where the turn is given up
   */
  async #mayGo(line: Line, at: number): Promise<boolean> {
    line.due.push(at);
    for (;;) {
      const now = performance.now();
      if (now < line.pausedUntil || now - at > keptMs) return false;
      dropUntil(line.due, now - keptMs);
      dropUntil(line.gone, now - 1_000);
      if (line.gone.length < line.due.length) {
        line.gone.push(now);
        return true;
      }
      await delay(Math.max(1, (line.gone[0] ?? now) + 1_000 - now));
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

  /** Takes turns for everybody in line, one statement at a time; whoever joins meanwhile is in the next one. */
  async #ask(em: EntityManager, supplier: string, perSecond: number, line: Line): Promise<void> {
    if (line.isAsking) return;
    line.isAsking = true;
    try {
      while (line.waiters.length > 0) {
        const most = Math.max(1, Math.floor(perSecond * batchSeconds));
        const served = line.waiters.splice(0, most);
        await this.#serve(em, supplier, 1 / (perSecond * share), served);
      }
    } finally {
      line.isAsking = false;
    }
  }

  async #serve(em: EntityManager, supplier: string, step: number, waiters: readonly Waiter[]): Promise<void> {
    try {
      const { rows } = await sql<{ endsInMs: number }>`
        insert into supplier_paces as pace (supplier, next_at)
        values (${supplier}, clock_timestamp() + make_interval(secs => ${step * waiters.length}::float8))
        on conflict (supplier) do update
        set next_at = greatest(pace.next_at, clock_timestamp()) + make_interval(secs => ${step * waiters.length}::float8)
        returning (extract(epoch from (next_at - clock_timestamp())) * 1000)::float8 as "endsInMs"`.execute(
        em.fork({ clear: true }).getKysely(),
      );
      const ends = performance.now() + (rows[0]?.endsInMs ?? 0);
      for (const [index, waiter] of waiters.entries())
        waiter.resolve(ends - (waiters.length - index) * step * 1000);
    } catch (error) {
      for (const waiter of waiters) waiter.reject(error);
    }
  }

  #lineOf(supplier: string): Line {
    const line = this.#lines.get(supplier) ?? {
      waiters: [],
      isAsking: false,
      pausedUntil: 0,
      due: [],
      gone: [],
    };
    this.#lines.set(supplier, line);
    return line;
  }
}

/** Forgets what is older; the moments stand in their order. */
function dropUntil(moments: number[], time: number): void {
  while (moments[0] !== undefined && moments[0] <= time) moments.shift();
}
