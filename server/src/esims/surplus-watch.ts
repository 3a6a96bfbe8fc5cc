import { sql } from 'kysely';
import type { AlertService } from '../alerts/alert.service.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { sayInEach } from '../platform/i18n/say.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { deliveryAlert as texts } from './delivery-alert.messages.ts';

interface Parts {
  alerts: Pick<AlertService, 'raise'>;
}

interface MaybeMade {
  supplier: string;
  count: number;
  /** Of their orders, the newest first. */
  numbers: string[];
}

/** The alert names at most so many orders. */
const shown = 10;

/**
 * Calls a person where a supplier may have made eSIMs that nobody gets: a call had no answer, or its process died, and
 * then the eSIM was given up and its money went back. One alert for a supplier, so that an outage does not send a
 * thousand mails. It looks at what stands instead of being told, so no way to give up an eSIM can forget it.
 */
export class SurplusWatch {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Raises the alert of each supplier of which there is something new since a person last settled it.
   * @returns how many were raised
   */
  async look(ctx: RequestContext): Promise<number> {
    const found = await findMaybeMade(ctx.em);
    let raised = 0;
    for (const { supplier, count, numbers } of found) {
      const alert = {
        kind: 'SURPLUS_ESIM',
        key: alertKey(supplier),
        subject: sayInEach(texts.maybeSurplus, { supplier, count }),
        lines: [sayInEach(texts.maybeSurplusWhy, { numbers: numbers.join(', ') }), texts.maybeSurplusTodo],
        path: '/admin/orders',
      };
      await inTransaction(ctx.em, async (em) => {
        if (await isTold(em, alert.key, alert.subject.en, alert.lines[0]?.en ?? '')) return;
        await this.#parts.alerts.raise(ctx, em, alert);
        raised += 1;
      });
    }
    return raised;
  }
}

const alertKey = (supplier: string): string => `surplus-maybe:${supplier}`;

/**
 * By supplier, the eSIMs that were given up for their money with a call that is unknown for good and that nobody has
 * accepted. Those from before the supplier's alert was last settled have been looked after.
 */
async function findMaybeMade(em: EntityManager): Promise<MaybeMade[]> {
  const { rows } = await sql<MaybeMade>`
    with ended as (
      select a.supplier, e.id, o.number, greatest(max(a.finished_at), (
        select max(v.at) from order_events v
        where v.order_id = o.id and v.subject_id = e.id and v.to_state = 'FAILED'
      )) as at
      from provisioning_attempts a
      join esims e on e.id = a.esim_id and e.status = 'FAILED'
      join orders o on o.id = e.order_id
      where a.outcome = 'UNKNOWN' and a.waived_at is null
        and (e.settled_at is not null or o.payment_status = 'REFUNDED')
      group by a.supplier, e.id, o.id
    )
    select supplier, count(*)::int as count,
      (array_agg(number order by at desc, number))[1:${sql.lit(shown)}] as numbers
    from ended
    where at > coalesce((
      select max(settled_at) from staff_alerts s where s.key = 'surplus-maybe:' || ended.supplier
    ), '-infinity')
    group by supplier order by supplier`.execute(em.getKysely());
  return rows;
}

/** Whether the open alert says just this. */
async function isTold(em: EntityManager, key: string, subject: string, line: string): Promise<boolean> {
  const { rows } = await sql`
    select from staff_alerts
    where key = ${key} and settled_at is null and subject = ${subject} and lines ->> 0 = ${line}`.execute(
    em.getKysely(),
  );
  return rows.length > 0;
}
