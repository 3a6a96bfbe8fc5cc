import type { Memory } from './proc.ts';

export const whole = (value: number): string => Math.round(value).toLocaleString('en');
export const tenth = (value: number): string => value.toFixed(1);
export const seconds = (milliseconds: number): string => `${tenth(milliseconds / 1_000)} s`;
export const megabytes = ({ now, peak }: Memory): string => `${whole(now)} MB (${whole(peak)} MB at most)`;

export interface Table {
  head: string[];
  rows: string[][];
}

/** How a goal stands. */
export type Verdict = [goal: string, reached: string, isMet: boolean];

/** For the terminal. */
export function aligned({ head, rows }: Table): string {
  const all = head.some(Boolean) ? [head, ...rows] : rows;
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  return all.map(line).join('\n');
}

/** For a document. */
export function markdown({ head, rows }: Table): string {
  const line = (row: string[]) => `| ${row.join(' | ')} |`;
  const rule = `|${head.map((_, column) => (column === 0 ? '---' : '---:')).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}
