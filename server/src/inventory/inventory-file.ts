import { CsvError, parse } from 'csv-parse/sync';
import type { ImportProblemCode } from './inventory.messages.ts';

export const inventoryColumns = [
  'activation_code',
  'plan_id',
  'iccid',
  'instructions',
  'provider_reference',
  'cost',
  'expires_on',
] as const;
export type InventoryColumn = (typeof inventoryColumns)[number];
const requiredColumns: readonly InventoryColumn[] = ['activation_code', 'plan_id'];
export const maxImportRows = 10_000;

/** Something wrong at a place of the file; `values` fill its message. */
export interface ImportProblem {
  row: number;
  field: string | null;
  code: ImportProblemCode;
  values?: Record<string, string | number>;
}

/** One row as written: trimmed cells by column, empty where the file has none. */
export interface FileRow {
  /** As a spreadsheet numbers rows: the header is 1. */
  row: number;
  cells: Record<InventoryColumn, string>;
  hasExtraCells: boolean;
}

export type InventoryFile =
  | { ok: true; rows: FileRow[] }
  | { ok: false; problem: ImportProblem; rowCount: number };

/**
 * Reads an inventory file: CSV with the columns above in any order. A byte order mark, semicolons or tabs
 * instead of commas (spreadsheets of many languages write them) and blank rows are understood.
 */
export function readInventoryFile(csv: string): InventoryFile {
  const read = readRecords(csv);
  if (!Array.isArray(read)) return { ok: false, problem: read, rowCount: Math.max(1, read.row - 1) };
  const [header = [], ...body] = read;
  const rows = body
    .map((cells, index) => ({ row: index + 2, cells }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const rowCount = Math.max(1, rows.length);
  const columns = header.map((name) => name.toLowerCase());
  const problem = headerProblem(columns) ?? sizeProblem(rows.length);
  if (problem) return { ok: false, problem, rowCount };
  return { ok: true, rows: rows.map(({ row, cells }) => toRow(row, columns, cells)) };
}

function readRecords(csv: string): string[][] | ImportProblem {
  const text = csv.replace(/^\uFEFF/, '');
  try {
    return parse(text, { delimiter: delimiterOf(text), relax_column_count: true, trim: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { row: Number(error.records ?? 0) + 1, field: null, code: 'FILE_MALFORMED' };
  }
}

/** Known column names hold none of these, so the one in the header is the file's. */
function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]|$/));
  return [',', ';', '\t'].find((candidate) => header.includes(candidate)) ?? ',';
}

function headerProblem(columns: readonly string[]): ImportProblem | null {
  const named = columns.filter((name) => name !== '');
  const at = (code: ImportProblemCode, names: readonly string[]): ImportProblem | null => {
    if (names.length === 0) return null;
    const shown = names.slice(0, 10).map((name) => name.slice(0, 60));
    return {
      row: 1,
      field: shown[0] ?? null,
      code,
      values: { columns: shown.join(', '), known: inventoryColumns.join(', ') },
    };
  };
  if (named.length === 0) return { row: 1, field: null, code: 'FILE_EMPTY' };
  return (
    at(
      'COLUMN_UNKNOWN',
      named.filter((name) => !isColumn(name)),
    ) ??
    at(
      'COLUMN_REPEATED',
      named.filter((name, index) => named.indexOf(name) !== index),
    ) ??
    at(
      'COLUMN_MISSING',
      requiredColumns.filter((name) => !named.includes(name)),
    )
  );
}

function sizeProblem(count: number): ImportProblem | null {
  if (count === 0) return { row: 1, field: null, code: 'FILE_EMPTY' };
  if (count <= maxImportRows) return null;
  return { row: 1, field: null, code: 'TOO_MANY_ROWS', values: { count, max: maxImportRows } };
}

const isColumn = (name: string): name is InventoryColumn => inventoryColumns.some((known) => known === name);

function toRow(row: number, columns: readonly string[], cells: readonly string[]): FileRow {
  const cell = (name: InventoryColumn): string => cells[columns.indexOf(name)] ?? '';
  return {
    row,
    hasExtraCells: cells.some((text, index) => text !== '' && !columns[index]),
    cells: {
      activation_code: cell('activation_code'),
      plan_id: cell('plan_id'),
      iccid: cell('iccid'),
      instructions: cell('instructions'),
      provider_reference: cell('provider_reference'),
      cost: cell('cost'),
      expires_on: cell('expires_on'),
    },
  };
}
