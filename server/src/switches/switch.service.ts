import { sql } from 'kysely';
import type { AlertService } from '../alerts/alert.service.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { type Timestamp, toDate } from '../platform/database/timestamp.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { type FieldError, InvalidInput, userError } from '../platform/graphql/user-error.ts';
import { say, sayInEach } from '../platform/i18n/say.ts';
import { type RequestContext, staffName } from '../platform/request-context.ts';
import { switchMessages as messages, switchAlert } from './switch.messages.ts';
import { Switch } from './switch.type.ts';
import { isSwitchedOn, ofGoneSuppliers, type SwitchName, supplierSwitch } from './switch-name.ts';

interface Parts {
  alerts: Pick<AlertService, 'raise' | 'settle'>;
  audit: Pick<AuditLog, 'record'>;
  /** The names of the suppliers this installation can order from. */
  suppliers: readonly string[];
  /** What has waited for a switch goes on, with the transaction that turns it on. */
  whenOn: Partial<Record<SwitchName, (em: EntityManager) => Promise<void>>>;
}

interface SwitchRow {
  name: string;
  isOn: boolean;
  reason: string;
  changedBy: string;
  changedAt: Timestamp;
}

/** The switches that stop a part of the shop, read from the database each time: a change counts in every process at once. */
export class SwitchService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Whether this part of the shop may work now. One statement; fold `isSwitchedOn` into another where that counts. */
  async isOn(em: EntityManager, name: SwitchName): Promise<boolean> {
    const { rows } = await sql<{ isOn: boolean }>`select ${isSwitchedOn(name)} as "isOn"`.execute(
      em.getKysely(),
    );
    return rows[0]?.isOn ?? true;
  }

  /**
   * Every switch, also those nobody ever touched, in a fixed order; last those that are off and stand for a supplier
   * that is gone, until they are turned on. One statement.
   */
  async list(em: EntityManager): Promise<Switch[]> {
    const { rows } = await sql<SwitchRow>`
      select name, is_on as "isOn", reason, changed_by as "changedBy", changed_at as "changedAt" from switches`.execute(
      em.getKysely(),
    );
    const names = this.#names();
    return [...names, ...ofGoneSuppliers(rows, names)].map((name) =>
      toSwitch(
        name,
        rows.find((row) => row.name === name),
      ),
    );
  }

  /**
   * Turns a switch. While it is off an alert of it is open. Turning it to where it is changes nothing. Takes the
   * switch's advisory lock, then the alert's row.
   */
  async set(
    ctx: RequestContext,
    input: { name: string; isOn: boolean; reason: string },
  ): Promise<Switch | InvalidInput> {
    const names = this.#names();
    const gone = ofGoneSuppliers(await this.list(ctx.em), names);
    const name = [...names, ...gone].find((each) => each === input.name);
    const reason = input.reason.trim();
    const problems = problemsOf(ctx, name, reason);
    if (problems.length > 0 || !name) return invalid(ctx, problems);
    return inTransaction(ctx.em, async (em) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`switch ${name}`}, 0))`.execute(
        em.getKysely(),
      );
      const before = await this.isOn(em, name);
      if (before !== input.isOn) await this.#turn(ctx, em, name, input.isOn, reason);
      const all = await this.list(em);
      return all.find((each) => each.name === name) ?? toSwitch(name, undefined);
    });
  }

  async #turn(
    ctx: RequestContext,
    em: EntityManager,
    name: SwitchName,
    isOn: boolean,
    reason: string,
  ): Promise<void> {
    const { alerts, audit, whenOn } = this.#parts;
    await sql`
      insert into switches (name, is_on, reason, changed_by, changed_at)
      values (${name}, ${isOn}, ${reason}, ${staffName(ctx.actor)}, ${ctx.clock.now()})
      on conflict (name) do update set is_on = excluded.is_on, reason = excluded.reason,
        changed_by = excluded.changed_by, changed_at = excluded.changed_at`.execute(em.getKysely());
    await audit.record(ctx, em, {
      action: 'setSwitch',
      subject: { type: 'switch', id: name, label: name },
      reason,
      before: { isOn: !isOn },
      after: { isOn },
    });
    const key = `switch:${name}`;
    if (isOn) {
      await alerts.settle(ctx, em, key);
      await whenOn[name]?.(em);
      return;
    }
    await alerts.raise(ctx, em, {
      kind: 'SWITCH_OFF',
      key,
      severity: name === 'PURCHASES' ? 'CRITICAL' : 'WARNING',
      subject: sayInEach(switchAlert.isOff, { name }),
      lines: [sayInEach(ctx.actor.kind === 'user' ? switchAlert.byStaff : switchAlert.byProgram, { reason })],
      path: '/admin/switches',
    });
  }

  #names(): SwitchName[] {
    return ['PURCHASES', 'MAIL', ...this.#parts.suppliers.map(supplierSwitch)];
  }
}

function toSwitch(name: SwitchName, row: SwitchRow | undefined): Switch {
  return Object.assign(new Switch(), {
    name,
    isOn: row?.isOn ?? true,
    reason: row?.reason ?? null,
    changedBy: row?.changedBy ?? null,
    changedAt: row ? toDate(row.changedAt) : null,
  });
}

function problemsOf(ctx: RequestContext, name: SwitchName | undefined, reason: string): FieldError[] {
  const errors: FieldError[] = [];
  const refuse = (path: string, code: 'UNKNOWN_SWITCH' | 'REASON_REQUIRED') =>
    errors.push({ path, code, message: say(messages[code], ctx.locale) });
  if (!name) refuse('name', 'UNKNOWN_SWITCH');
  if (reason.length < 3 || reason.length > 500) refuse('reason', 'REASON_REQUIRED');
  return errors;
}

const invalid = (ctx: RequestContext, errors: FieldError[]): InvalidInput =>
  userError(InvalidInput, {
    code: 'INVALID_INPUT',
    message: say(messages.INVALID_INPUT, ctx.locale),
    errors,
  });
