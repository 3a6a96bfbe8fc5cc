import { sql } from 'kysely';
import { addHours } from '../platform/clock/clock.ts';
import { newId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { assertInTransaction } from '../platform/database/transaction.ts';
import type { Notifications } from '../platform/events/notifications.ts';
import type { Message } from '../platform/i18n/say.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import { type Locale, type RequestContext, staffName } from '../platform/request-context.ts';
import { announceAlertJob } from './alert.jobs.ts';
import type { AlertSeverity, AlertText } from './staff-alert.entity.ts';

/** What somebody has to know. */
export interface AlertToRaise {
  /** What kind of thing happened, in one word of docs/runbook.md: `DEAD_LETTER`, `SUPPLIER_DOWN`. */
  kind: string;
  /** What it is about. The same key again, while the alert is open, is the same alert. */
  key: string;
  /** One line that makes sense on a watch. No secrets, no addresses. */
  subject: Message;
  /** What is known and what to do, in a few lines. No secrets, no addresses. */
  lines: Message[];
  /** The page of the shop where something can be done about it. */
  path?: string | null;
  /** CRITICAL wakes somebody; WARNING, the default, waits for the day. */
  severity?: AlertSeverity;
}

interface Parts {
  jobs: Pick<Jobs, 'send'>;
  notifications: Pick<Notifications, 'notify'>;
  /** Staff are told of an open alert again only after this time. */
  repeatHours: number;
}

/** Where the shop calls for a person. */
export class AlertService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Raises an alert with the transaction of `em`: staff are told by mail and webhook if and when it commits. While
   * one of this key is open, it is counted up instead and takes the new text and the higher severity; it is told
   * anew only where it was last told `ALERT_REPEAT_HOURS` ago, or has become critical.
   *
   * Takes the row lock of the key's open alert until the transaction ends, after every other lock.
   * @returns whether staff are told by this call
   * @throws outside a transaction
   */
  async raise(ctx: RequestContext, em: EntityManager, alert: AlertToRaise): Promise<boolean> {
    assertInTransaction(em);
    const now = ctx.clock.now();
    const severity = alert.severity ?? 'WARNING';
    const texts = { en: textIn(alert, 'en'), es: textIn(alert, 'es') };
    const { subject, lines } = texts.en;
    const toldBefore = addHours(now, -this.#parts.repeatHours);
    const { rows } = await sql<{ id: string; count: number; isTold: boolean }>`
      insert into staff_alerts (id, kind, key, severity, subject, lines, translations, path,
        raised_at, last_raised_at, announced_at, updated_at)
      values (${newId()}, ${alert.kind}, ${alert.key}, ${severity}, ${subject},
        ${JSON.stringify(lines)}::jsonb, ${JSON.stringify(texts)}::jsonb, ${alert.path ?? null}, ${now}, ${now}, ${now}, ${now})
      on conflict (key) where settled_at is null do update set
        count = staff_alerts.count + 1,
        subject = excluded.subject, lines = excluded.lines,
        translations = excluded.translations, path = excluded.path,
        -- CRITICAL sorts before WARNING.
        severity = least(staff_alerts.severity, excluded.severity),
        last_raised_at = excluded.last_raised_at,
        announced_at = case
          when staff_alerts.announced_at <= ${toldBefore} or excluded.severity < staff_alerts.severity
          then excluded.announced_at else staff_alerts.announced_at end,
        updated_at = excluded.updated_at
      returning id, count, (old.id is null or old.announced_at <= ${toldBefore} or new.severity < old.severity) as "isTold"`.execute(
      em.getKysely(),
    );
    const [row] = rows;
    if (!row) throw new Error('The alert was not stored');
    await this.changed(em, row);
    if (row.isTold) await this.#announce(em, row.id, 'RAISED', row.count);
    return row.isTold;
  }

  /** Settles the open alert of a key, where there is one: what it told of is over. Idempotent. */
  async settle(ctx: RequestContext, em: EntityManager, key: string): Promise<void> {
    assertInTransaction(em);
    const now = ctx.clock.now();
    const { rows } = await sql<{ id: string; count: number }>`
      update staff_alerts
      set settled_at = ${now}, settled_by = ${staffName(ctx.actor)}, updated_at = ${now}
      where key = ${key} and settled_at is null
      returning id, count`.execute(em.getKysely());
    for (const row of rows) await this.settled(em, row);
  }

  /** Tells open desks and the webhook that an alert is over, when the transaction commits. */
  async settled(em: EntityManager, { id, count }: { id: string; count: number }): Promise<void> {
    await this.changed(em, { id });
    await this.#announce(em, id, 'SETTLED', count);
  }

  /** Tells open desks that an alert has changed, when the transaction commits. */
  async changed(em: EntityManager, alert: { id: string }): Promise<void> {
    await this.#parts.notifications.notify(em, 'staff-alert', alert.id);
  }

  async #announce(
    em: EntityManager,
    alertId: string,
    what: 'RAISED' | 'SETTLED',
    nth: number,
  ): Promise<void> {
    await this.#parts.jobs.send(em, announceAlertJob, { alertId, what, nth });
  }
}

const textIn = ({ subject, lines }: AlertToRaise, locale: Locale): AlertText => ({
  subject: subject[locale],
  lines: lines.map((line) => line[locale]),
});
