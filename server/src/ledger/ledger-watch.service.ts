import type { AlertService } from '../alerts/alert.service.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import { addDays } from '../platform/clock/clock.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { sayInEach } from '../platform/i18n/say.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { inWords } from './finding.ts';
import type { CheckRequest, CheckResult, LedgerCheck } from './ledger.check.ts';
import { ledgerAlert as texts } from './ledger-alert.messages.ts';
import { keepCheck } from './ledger-check.query.ts';

const alertKey = 'ledger';
/** Findings that an alert spells out; the others are counted. */
const toldFindings = 10;
/** A look at less than this says nothing of what an older one found. */
const settlingDays = 30;

interface Parts {
  check: Pick<LedgerCheck, 'look'>;
  alerts: Pick<AlertService, 'raise' | 'settle'>;
  audit: Pick<AuditLog, 'record'>;
}

/** Looks at the books and tells a person of what is wrong. */
export class LedgerWatch {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Looks, keeps what it found, and raises one alert for all of it; a clean look at enough, Stripe too, settles that.
   * A person's look stands in the audit log.
   */
  async run(ctx: RequestContext, request: CheckRequest): Promise<CheckResult> {
    const result = await this.#parts.check.look(ctx, request);
    await inTransaction(ctx.em, async (em) => {
      await keepCheck(ctx, em, result);
      if (ctx.actor.kind === 'user') await this.#audit(ctx, em, result);
      if (result.findingCount > 0) await this.#raise(ctx, em, result);
      else if (isEnough(result)) await this.#parts.alerts.settle(ctx, em, alertKey);
    });
    return result;
  }

  async #raise(
    ctx: RequestContext,
    em: EntityManager,
    { findings, findingCount }: CheckResult,
  ): Promise<void> {
    const told = findings
      .slice(0, toldFindings)
      .map((finding) => ({ en: inWords(finding, 'en'), es: inWords(finding, 'es') }));
    const rest = findingCount - told.length;
    await this.#parts.alerts.raise(ctx, em, {
      kind: 'LEDGER',
      key: alertKey,
      severity: 'CRITICAL',
      subject: findingCount === 1 ? texts.oneFinding : sayInEach(texts.findings, { count: findingCount }),
      lines: rest > 0 ? [...told, sayInEach(texts.more, { count: rest })] : told,
      path: '/admin/ledger',
    });
  }

  #audit(ctx: RequestContext, em: EntityManager, { id, findingCount }: CheckResult): Promise<void> {
    return this.#parts.audit.record(ctx, em, {
      action: 'runLedgerCheck',
      subject: { type: 'ledger', id, label: 'ledger check' },
      after: { findings: findingCount },
    });
  }
}

const isEnough = ({ isStripeAsked, since, startedAt }: CheckResult): boolean =>
  isStripeAsked && (since === null || since <= addDays(startedAt, -settlingDays));
