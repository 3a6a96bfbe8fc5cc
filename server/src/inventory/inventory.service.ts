import { sql } from 'kysely';
import type { AuditLog } from '../audit/audit-log.ts';
import { newId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { inTransaction, sqlState } from '../platform/database/transaction.ts';
import { say } from '../platform/i18n/say.ts';
import { baseCurrency } from '../platform/money/currency.ts';
import type { Locale, RequestContext } from '../platform/request-context.ts';
import type { ImportError, ImportReport } from './import-report.type.ts';
import { activationCodeMessages, inventoryMessages } from './inventory.messages.ts';
import { type FileRow, readInventoryFile } from './inventory-file.ts';
import { type CheckedFile, checkFile, type ImportRow } from './inventory-import.check.ts';
import { recordMoved } from './inventory-moves.ts';
import type { RowProblem } from './inventory-row.ts';
import { isoDate } from './sellable.ts';
import { inLockOrder, type StockService } from './stock.service.ts';

const maxErrorsShown = 50;
const maxTries = 3;
const uniqueViolation = '23505';

/** Filling the shelf from files. */
export class InventoryService {
  readonly #stock: StockService;
  readonly #audit: AuditLog;

  constructor(parts: { stock: StockService; audit: AuditLog }) {
    this.#stock = parts.stock;
    this.#audit = parts.audit;
  }

  /**
   * Imports a file of activation codes, all rows or none. A row whose code stands on the shelf already
   * updates that item (an empty cell leaves what is stored); one that is reserved, sold or retired is
   * rejected and never touched. So the same file may safely be sent twice. Imports run one after the other.
   */
  async importCsv(ctx: RequestContext, csv: string, { dryRun }: { dryRun: boolean }): Promise<ImportReport> {
    const file = readInventoryFile(csv);
    if (!file.ok) return refusal(ctx.locale, [file.problem], file.rowCount);
    if (dryRun) {
      const checked = await checkFile(ctx.em, file.rows, isoDate(ctx.clock.now()), false);
      return { ...refusal(ctx.locale, checked.problems, checked.rejected), ...tally(checked.rows) };
    }
    const report = await this.#importRows(ctx, file.rows);
    const { created, updated, rejected, applied } = report;
    ctx.log.info({ created, updated, rejected, applied }, 'inventory_imported');
    return report;
  }

  async #importRows(ctx: RequestContext, rows: readonly FileRow[]): Promise<ImportReport> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await inTransaction(ctx.em, async (em) => {
          const checked = await this.#checkAlone(em, rows, ctx.clock.now());
          if (checked.rejected > 0) return refusal(ctx.locale, checked.problems, checked.rejected);
          await this.#write(ctx, em, checked.rows);
          const counts = tally(checked.rows);
          await this.#audit.record(ctx, em, {
            action: 'importInventory',
            subject: { type: 'inventory', id: ctx.requestId, label: `${checked.rows.length} rows` },
            after: { ...counts, plans: new Set(checked.rows.map((row) => row.planId)).size },
          });
          return { ...counts, rejected: 0, errors: [], applied: true };
        });
      } catch (error) {
        // A supplier's profile got one of these codes in between: look again, and say so in the report.
        if (sqlState(error) !== uniqueViolation || tries >= maxTries) throw error;
      }
    }
  }

  async #checkAlone(em: EntityManager, rows: readonly FileRow[], now: Date): Promise<CheckedFile> {
    await sql`select pg_advisory_xact_lock(hashtextextended('inventory-import', 0))`.execute(em.getKysely());
    return checkFile(em, rows, isoDate(now), true);
  }

  async #write(ctx: RequestContext, em: EntityManager, rows: readonly ImportRow[]): Promise<void> {
    const now = ctx.clock.now();
    await insertItems(
      ctx,
      em,
      rows.filter((row) => !row.existing),
    );
    await updateItems(em, rows, now);
    const changed = rows.flatMap(({ planId, existing }) => (existing ? [existing.planId, planId] : [planId]));
    for (const planId of inLockOrder(changed)) await this.#stock.noteLevel(em, planId, now);
  }
}

function refusal(locale: Locale, problems: readonly RowProblem[], rejected: number): ImportReport {
  const errors = problems.slice(0, maxErrorsShown).map((problem) => toError(locale, problem));
  return { created: 0, updated: 0, rejected, errors, applied: false };
}

const tally = (rows: readonly ImportRow[]): Pick<ImportReport, 'created' | 'updated'> => {
  const updated = rows.filter((row) => row.existing).length;
  return { created: rows.length - updated, updated };
};

function toError(locale: Locale, problem: RowProblem): ImportError {
  const { row, field, code, values, activationCodeProblem } = problem;
  const detail = activationCodeProblem ? say(activationCodeMessages[activationCodeProblem], locale) : '';
  return { row, field, code, message: say(inventoryMessages[code], locale, { ...values, detail }) };
}

/** The file's rows as one relation. */
function relation(rows: readonly ImportRow[], ids: readonly string[]) {
  const column = <T>(read: (row: ImportRow) => T) => rows.map(read);
  return sql`unnest(
    ${ids}::uuid[], ${column((row) => row.planId)}::uuid[], ${column((row) => row.activationCode)}::text[],
    ${column((row) => row.iccid)}::text[], ${column((row) => row.iccidWarning)}::text[],
    ${column((row) => row.instructions)}::text[], ${column((row) => row.providerReference)}::text[],
    ${column((row) => row.costAmount)}::bigint[], ${column((row) => row.expiresOn)}::date[]
  ) as file (id, plan_id, activation_code, iccid, iccid_warning, instructions, provider_reference, cost_amount, expires_on)`;
}

async function insertItems(
  ctx: RequestContext,
  em: EntityManager,
  rows: readonly ImportRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const now = ctx.clock.now();
  await sql`
    with moved as (
    insert into inventory_items (id, plan_id, status, activation_code, iccid, iccid_warning, instructions,
      provider_reference, cost_amount, cost_currency, expires_on, created_at, updated_at)
    select id, plan_id, 'AVAILABLE', activation_code, iccid, iccid_warning, instructions, provider_reference,
      cost_amount, case when cost_amount is not null then ${baseCurrency}::text end, expires_on,
      ${now}::timestamptz, ${now}::timestamptz
    from ${relation(rows, rows.map(newId))}
    returning id as item_id, null::uuid as order_id, null as from_status, status as to_status
    ), ${recordMoved(ctx, 'imported')}
    select from moved`.execute(em.getKysely());
}

async function updateItems(em: EntityManager, rows: readonly ImportRow[], now: Date): Promise<void> {
  const existing = rows.filter((row) => row.existing);
  if (existing.length === 0) return;
  await sql`
    update inventory_items item set
      plan_id = file.plan_id,
      iccid = coalesce(file.iccid, item.iccid),
      iccid_warning = case when file.iccid is null then item.iccid_warning else file.iccid_warning end,
      instructions = coalesce(file.instructions, item.instructions),
      provider_reference = coalesce(file.provider_reference, item.provider_reference),
      cost_amount = coalesce(file.cost_amount, item.cost_amount),
      cost_currency = case when file.cost_amount is null then item.cost_currency else ${baseCurrency}::text end,
      expires_on = coalesce(file.expires_on, item.expires_on),
      updated_at = ${now}
    from ${relation(
      existing,
      existing.flatMap((row) => row.existing?.id ?? []),
    )}
    where item.id = file.id and item.status = 'AVAILABLE'`.execute(em.getKysely());
}
