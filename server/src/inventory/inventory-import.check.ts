import { sql } from 'kysely';
import { isId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import type { ImportProblemCode } from './inventory.messages.ts';
import type { FileRow, InventoryColumn } from './inventory-file.ts';
import type { InventoryStatus } from './inventory-item.entity.ts';
import { checkRow, type InventoryRow, type RowProblem } from './inventory-row.ts';

/** A row that may be written: as a new item, or over the available one that has its activation code. */
export interface ImportRow extends InventoryRow {
  planId: string;
  existing: { id: string; planId: string } | null;
}

export interface CheckedFile {
  rows: ImportRow[];
  problems: RowProblem[];
  /** Rows that have a problem. */
  rejected: number;
}

interface Held {
  id: string;
  planId: string;
  activationCode: string;
  iccid: string | null;
  status: InventoryStatus;
}

/**
 * Checks a file's rows by themselves, against each other and against the database, in a statement or two each.
 * @param lock keeps the available items it finds as they are until the transaction ends; buyers pass them by
 */
export async function checkFile(
  em: EntityManager,
  fileRows: readonly FileRow[],
  today: string,
  lock: boolean,
): Promise<CheckedFile> {
  const problems: RowProblem[] = [];
  const wellFormed: InventoryRow[] = [];
  for (const fileRow of fileRows) {
    const checked = checkRow(fileRow, today);
    if (checked.ok) wellFormed.push(checked.value);
    else problems.push(...checked.problems);
  }
  const planIds = await findPlanIds(em, wellFormed);
  const held = await findHeld(em, wellFormed, lock);
  const codes = new Map<string, number>();
  const iccids = new Map<string, number>();
  const rows: ImportRow[] = [];
  for (const row of wellFormed) {
    const existing = held.byCode.get(row.activationCode) ?? null;
    const planId = planIds.get(row.plan.toLowerCase());
    const found = [
      repeated(row, 'activation_code', 'ACTIVATION_CODE_REPEATED', codes, row.activationCode),
      row.iccid ? repeated(row, 'iccid', 'ICCID_REPEATED', iccids, row.iccid) : null,
      planId ? null : problemOf(row, 'plan_id', 'PLAN_UNKNOWN'),
      existing && existing.status !== 'AVAILABLE'
        ? problemOf(row, 'activation_code', 'ACTIVATION_CODE_IN_USE')
        : null,
      isTaken(row.iccid, existing, held.byIccid) ? problemOf(row, 'iccid', 'ICCID_TAKEN') : null,
    ].filter((problem) => problem !== null);
    problems.push(...found);
    if (planId && found.length === 0) rows.push({ ...row, planId, existing });
  }
  problems.sort((a, b) => a.row - b.row);
  return { rows, problems, rejected: new Set(problems.map((problem) => problem.row)).size };
}

const problemOf = (row: InventoryRow, field: InventoryColumn, code: ImportProblemCode): RowProblem => ({
  row: row.row,
  field,
  code,
});

function repeated(
  row: InventoryRow,
  field: InventoryColumn,
  code: ImportProblemCode,
  seen: Map<string, number>,
  value: string,
): RowProblem | null {
  const first = seen.get(value);
  if (first === undefined) seen.set(value, row.row);
  return first === undefined ? null : { ...problemOf(row, field, code), values: { row: first } };
}

function isTaken(iccid: string | null, existing: Held | null, byIccid: ReadonlyMap<string, Held>): boolean {
  const holder = iccid === null ? undefined : byIccid.get(iccid);
  return holder !== undefined && holder.id !== existing?.id;
}

/** Plan ids by what the file calls the plans, in lower case. */
async function findPlanIds(em: EntityManager, rows: readonly InventoryRow[]): Promise<Map<string, string>> {
  const names = [...new Set(rows.map((row) => row.plan.toLowerCase()))];
  const { rows: plans } = await sql<{ id: string; slug: string }>`
    select id, slug from plans
    where id = any(${names.filter(isId)}::uuid[]) or slug = any(${names}::text[])`.execute(em.getKysely());
  return new Map(
    plans.flatMap(
      ({ id, slug }) =>
        [
          [id, id],
          [slug, id],
        ] as const,
    ),
  );
}

/**
 * Items that have a code or number of the file. Only those on the shelf are locked, in one order: what belongs to an
 * order must not wait for a file. What came to the shelf too late to be locked counts as in use.
 */
async function findHeld(em: EntityManager, rows: readonly InventoryRow[], lock: boolean) {
  const codes = rows.map((row) => row.activationCode);
  const iccids = rows.flatMap((row) => row.iccid ?? []);
  const isOfFile = sql`(activation_code = any(${codes}::text[]) or iccid = any(${iccids}::text[]))`;
  const locked = new Set<string>();
  if (lock) {
    const { rows: found } = await sql<{ id: string }>`
      select id from inventory_items where ${isOfFile} and status = 'AVAILABLE'
      order by id for no key update`.execute(em.getKysely());
    for (const { id } of found) locked.add(id);
  }
  const { rows: read } = await sql<Held>`
    select id, plan_id as "planId", activation_code as "activationCode", iccid, status from inventory_items
    where ${isOfFile} order by id`.execute(em.getKysely());
  const items = read.map((item) =>
    lock && item.status === 'AVAILABLE' && !locked.has(item.id)
      ? { ...item, status: 'RESERVED' as const }
      : item,
  );
  return {
    byCode: new Map(items.map((item) => [item.activationCode, item])),
    byIccid: new Map(items.flatMap((item) => (item.iccid ? [[item.iccid, item] as const] : []))),
  };
}
