import { sql } from 'kysely';
import { isRole, rolesAllow } from '../accounts/role.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { WaitingItem } from './desk.type.ts';
import type { WaitingKind, WaitingSource } from './waiting.ts';

/** A row as the driver gives it: times may be text. */
interface WaitingRow {
  kind: WaitingKind;
  key: string | null;
  count: number;
  oldest: string | Date | null;
  due: string | Date | null;
}

/** What needs a person now, gathered from the rooms whose work it is. */
export class DeskService {
  readonly #sources: readonly WaitingSource[];

  /** @param sources in the order in which they are shown */
  constructor(sources: readonly WaitingSource[]) {
    this.#sources = sources;
  }

  /** What waits and is the reader's work. One statement, whatever there is. */
  async waiting(ctx: RequestContext): Promise<WaitingItem[]> {
    const held = ctx.actor.roles.filter(isRole);
    const own = this.#sources.filter(({ roles }) => rolesAllow(held, roles));
    return read(ctx.em, own, ctx.clock.now());
  }

  /** What waits, whoever's work it is: for metrics. One statement. */
  async everything(em: EntityManager, now: Date): Promise<WaitingItem[]> {
    return read(em, this.#sources, now);
  }
}

async function read(em: EntityManager, sources: readonly WaitingSource[], now: Date): Promise<WaitingItem[]> {
  if (sources.length === 0) return [];
  const parts = sources.map(
    ({ kind, select }, place) => sql`
        select ${place}::int as place, ${kind}::text as kind, part.* from (${select(now)}) part where part.count > 0`,
  );
  const { rows } = await sql<WaitingRow>`
      select kind, key, count, oldest, due from (${sql.join(parts, sql` union all `)}) waiting
      order by place, due nulls last, oldest nulls last, key`.execute(em.getKysely());
  return rows.map(({ kind, key, count, oldest, due }) => ({
    kind,
    key,
    count,
    oldestAt: oldest === null ? null : new Date(oldest),
    dueAt: due === null ? null : new Date(due),
  }));
}
