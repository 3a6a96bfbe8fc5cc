import type { OrderFilter, OrderSort, OrderTabCountsQueryVariables } from '../generated/graphql.ts';

/** The tabs of the list: a name, and which orders it means. */
export const orderTabs = {
  all: {},
  toPay: { status: 'OPEN', paymentStatus: 'UNPAID' },
  preparing: { fulfillmentStatus: 'IN_PROGRESS' },
  partly: { fulfillmentStatus: 'PARTIALLY_FULFILLED' },
  failed: { fulfillmentStatus: 'FAILED' },
  disputed: { paymentStatus: 'DISPUTED' },
  completed: { status: 'COMPLETED' },
  refunded: { paymentStatus: 'REFUNDED' },
  expired: { status: 'EXPIRED' },
  cancelled: { status: 'CANCELLED' },
} as const satisfies Record<keyof OrderTabCountsQueryVariables, OrderFilter>;

export type OrderTab = keyof typeof orderTabs;
export const isOrderTab = (name: unknown): name is OrderTab =>
  typeof name === 'string' && Object.hasOwn(orderTabs, name);
export const orderTabNames = Object.keys(orderTabs).filter(isOrderTab);

/** The tab that a list's filters, which come from the address bar, name; all orders where they name none. */
export const tabOf = ({ tab }: Record<string, unknown>): OrderTab => (isOrderTab(tab) ? tab : 'all');

/** A list's filters, one tab set aside, as the API's: words, and whole days of this browser's time zone. */
export function searchFilter({ search, from, to }: Record<string, unknown>): OrderFilter {
  const words = typeof search === 'string' ? search.trim() : '';
  const first = startOfDay(from, 0);
  const afterLast = startOfDay(to, 1);
  return {
    ...(words ? { search: words } : {}),
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

/** All of a list's filters as the API's. */
export const orderFilter = (values: Record<string, unknown>): OrderFilter => ({
  ...orderTabs[tabOf(values)],
  ...searchFilter(values),
});

/** What each tab would hold under the same words and days. */
export function tabFilters(values: Record<string, unknown>): OrderTabCountsQueryVariables {
  const shared = searchFilter(values);
  const of = (tab: OrderTab): OrderFilter => ({ ...orderTabs[tab], ...shared });
  return {
    all: of('all'),
    toPay: of('toPay'),
    preparing: of('preparing'),
    partly: of('partly'),
    failed: of('failed'),
    disputed: of('disputed'),
    completed: of('completed'),
    refunded: of('refunded'),
    expired: of('expired'),
    cancelled: of('cancelled'),
  };
}

/** The API's order of orders for a column; newest first where a column has none. */
export function orderSort({ field, order }: { field: string; order: 'ASC' | 'DESC' }): OrderSort {
  if (field === 'total') return order === 'ASC' ? 'TOTAL_ASC' : 'TOTAL_DESC';
  return order === 'ASC' ? 'OLDEST' : 'NEWEST';
}
