import { type ActivationCodeProblem, parseActivationCode } from '../esims/activation-code.ts';
import { parseIccid } from '../esims/iccid.ts';
import {
  type FileRow,
  type ImportProblem,
  type InventoryColumn,
  inventoryColumns,
} from './inventory-file.ts';

/** A row of an inventory file that is well formed; whether it fits the database is not known yet. */
export interface InventoryRow {
  row: number;
  activationCode: string;
  /** An id or a slug, as written. */
  plan: string;
  iccid: string | null;
  iccidWarning: string | null;
  instructions: string | null;
  providerReference: string | null;
  /** In cents of a US dollar. */
  costAmount: number | null;
  /** ISO date. */
  expiresOn: string | null;
}

export type RowProblem = ImportProblem & { activationCodeProblem?: ActivationCodeProblem };
export type CheckedRow = { ok: true; value: InventoryRow } | { ok: false; problems: RowProblem[] };

const maxLengths: Record<InventoryColumn, number> = {
  activation_code: 1000,
  plan_id: 200,
  iccid: 64,
  instructions: 2000,
  provider_reference: 128,
  cost: 32,
  expires_on: 32,
};
// Tabs and line breaks may stand in instructions. PostgreSQL holds no NUL at all.
const controlCharacter = /[\p{Cc}--[\t\n\r]]/v;
const costPattern = /^(\d{1,7})(?:\.(\d{1,2}))?$/;
const roundedNumber = /^\d(?:[.,]\d+)?e\+?\d+$/i;

/** Checks what a row says by itself. Every wrong cell is named, not only the first. @param today ISO date, UTC */
export function checkRow({ row, cells, hasExtraCells }: FileRow, today: string): CheckedRow {
  const problems: RowProblem[] = [];
  const refuse = (field: InventoryColumn | null, problem: Omit<RowProblem, 'row' | 'field'>) => {
    problems.push({ row, field, ...problem });
    return null;
  };
  if (hasExtraCells) refuse(null, { code: 'TOO_MANY_CELLS' });
  for (const column of inventoryColumns) {
    const max = maxLengths[column];
    if (cells[column].length > max) refuse(column, { code: 'TEXT_TOO_LONG', values: { max } });
    else if (controlCharacter.test(cells[column])) refuse(column, { code: 'CONTROL_CHARACTER' });
  }
  if (problems.length > 0) return { ok: false, problems };

  const activationCode = readActivationCode(cells.activation_code, refuse);
  if (cells.plan_id === '') refuse('plan_id', { code: 'REQUIRED' });
  const iccid = readIccid(cells.iccid, refuse);
  const costAmount = readCost(cells.cost, refuse);
  const expiresOn = readExpiry(cells.expires_on, today, refuse);
  if (activationCode === null || problems.length > 0) return { ok: false, problems };
  const value: InventoryRow = {
    row,
    activationCode,
    plan: cells.plan_id,
    iccid: iccid?.iccid ?? null,
    iccidWarning: iccid?.warning ?? null,
    instructions: cells.instructions || null,
    providerReference: cells.provider_reference || null,
    costAmount,
    expiresOn,
  };
  return { ok: true, value };
}

type Refuse = (field: InventoryColumn, problem: Omit<RowProblem, 'row' | 'field'>) => null;

function readActivationCode(cell: string, refuse: Refuse): string | null {
  const parsed = parseActivationCode(cell);
  if (parsed.ok) return parsed.value.activationCode;
  if (parsed.reason === 'EMPTY') return refuse('activation_code', { code: 'REQUIRED' });
  return refuse('activation_code', { code: 'ACTIVATION_CODE_INVALID', activationCodeProblem: parsed.reason });
}

function readIccid(cell: string, refuse: Refuse): { iccid: string; warning: string | null } | null {
  if (cell === '') return null;
  const parsed = parseIccid(cell);
  if (parsed.ok) return parsed.value;
  return refuse('iccid', { code: roundedNumber.test(cell) ? 'ICCID_NOT_TEXT' : 'ICCID_INVALID' });
}

function readCost(cell: string, refuse: Refuse): number | null {
  if (cell === '') return null;
  const [, whole, fraction = ''] = costPattern.exec(cell) ?? [];
  if (whole === undefined) return refuse('cost', { code: 'COST_INVALID' });
  return Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
}

function readExpiry(cell: string, today: string, refuse: Refuse): string | null {
  if (cell === '') return null;
  if (!isCalendarDate(cell)) return refuse('expires_on', { code: 'DATE_INVALID' });
  return cell < today ? refuse('expires_on', { code: 'DATE_PAST' }) : cell;
}

/** Whether the day exists: 2027-02-29 does not. */
function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
