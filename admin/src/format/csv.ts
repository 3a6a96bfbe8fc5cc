/**
 * A cell that a spreadsheet would take for a formula, after spaces or in full-width letters too.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
const formulaStart = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u;
const needsQuotes = /[",\r\n]|^\s|\s$/u;

/** Rows as RFC 4180 CSV. What people typed is text there and runs nothing: a formula's start gets an apostrophe. */
export function toCsv(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = formulaStart.test(value) ? `'${value}` : value;
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
