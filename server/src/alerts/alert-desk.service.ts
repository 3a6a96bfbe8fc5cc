import { LockMode } from '@mikro-orm/core';
import type { AuditLog } from '../audit/audit-log.ts';
import { isId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { InvalidInput, userError } from '../platform/graphql/user-error.ts';
import { say } from '../platform/i18n/say.ts';
import { type RequestContext, staffName } from '../platform/request-context.ts';
import { alertMessages as messages } from './alert.messages.ts';
import type { AlertService } from './alert.service.ts';
import { AlertNotOpen } from './alert.type.ts';
import { StaffAlert } from './staff-alert.entity.ts';

interface Parts {
  alerts: Pick<AlertService, 'changed' | 'settled'>;
  audit: Pick<AuditLog, 'record'>;
}

/** What staff do with an alert. Both take its row lock. */
export class AlertDeskService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Says that somebody is looking at it. The first to say so is the one; again changes nothing. */
  async acknowledge(ctx: RequestContext, id: string): Promise<StaffAlert | AlertNotOpen> {
    return this.#change(ctx, id, 'acknowledgeAlert', null, (alert, now) => {
      if (alert.acknowledgedAt) return false;
      Object.assign(alert, { acknowledgedAt: now, acknowledgedBy: staffName(ctx.actor) });
      return true;
    });
  }

  /** Ends an alert by hand. What it told of may still be so, and then it is raised anew. */
  async settle(
    ctx: RequestContext,
    id: string,
    reason: string,
  ): Promise<StaffAlert | AlertNotOpen | InvalidInput> {
    const why = reason.trim();
    if (why.length < 3 || why.length > 500) return reasonRequired(ctx);
    return this.#change(ctx, id, 'settleAlert', why, (alert, now) => {
      Object.assign(alert, { settledAt: now, settledBy: staffName(ctx.actor), settleReason: why });
      return true;
    });
  }

  async #change(
    ctx: RequestContext,
    id: string,
    action: 'acknowledgeAlert' | 'settleAlert',
    reason: string | null,
    change: (alert: StaffAlert, now: Date) => boolean,
  ): Promise<StaffAlert | AlertNotOpen> {
    return inTransaction(ctx.em, async (em) => {
      const alert = await lockAlert(em, id);
      if (!alert || alert.settledAt) return notOpen(ctx, alert ? 'ALERT_SETTLED' : 'ALERT_NOT_FOUND');
      const now = ctx.clock.now();
      if (!change(alert, now)) return alert;
      alert.updatedAt = now;
      await this.#parts.alerts[alert.settledAt ? 'settled' : 'changed'](em, alert);
      const subject = { type: 'alert', id: alert.id, label: alert.subject };
      await this.#parts.audit.record(ctx, em, { action, subject, reason });
      return alert;
    });
  }
}

async function lockAlert(em: EntityManager, id: string): Promise<StaffAlert | null> {
  if (!isId(id)) return null;
  return em.findOne(StaffAlert, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

const notOpen = (ctx: RequestContext, code: 'ALERT_NOT_FOUND' | 'ALERT_SETTLED'): AlertNotOpen =>
  userError(AlertNotOpen, { code, message: say(messages[code], ctx.locale) });

function reasonRequired(ctx: RequestContext): InvalidInput {
  const message = say(messages.REASON_REQUIRED, ctx.locale);
  return userError(InvalidInput, {
    code: 'INVALID_INPUT',
    message: say(messages.INVALID_INPUT, ctx.locale),
    errors: [{ path: 'reason', code: 'REASON_REQUIRED', message }],
  });
}
