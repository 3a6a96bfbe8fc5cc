/** What an address bar holds as text; empty where it holds something else. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** The words of a list's search, as the API's filters have them; nothing where there are none. */
export function words(value: unknown): { search?: string } {
  const search = textOf(value);
  return search ? { search } : {};
}

/** Two whole days of this browser's time zone, both included, as the API's moments. */
export function dayRange(from: unknown, to: unknown): { from?: string; to?: string } {
  const first = startOfDay(from, 0);
  const afterLast = startOfDay(to, 1);
  return {
    ...(first ? { from: first.toISOString() } : {}),
    // The last day is included, to its last millisecond.
    ...(afterLast ? { to: new Date(afterLast.getTime() - 1).toISOString() } : {}),
  };
}

/** A day's first moment here, some days later. Counted in days, as one with a change of the clock is not 24 hours. */
function startOfDay(value: unknown, daysLater: number): Date | null {
  const [, year, month, day] =
    typeof value === 'string' ? (/^(\d{4})-(\d{2})-(\d{2})$/.exec(value) ?? []) : [];
  if (!year) return null;
  const date = new Date(Number(year), Number(month) - 1, Number(day) + daysLater);
  return Number.isNaN(date.getTime()) ? null : date;
}
