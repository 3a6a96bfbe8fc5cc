import type { OrderFilter, OrderSort, OrderTabCountsQueryVariables } from '../generated/graphql.ts';
import { dayRange, words } from '../ui/list-filters.ts';

/** The tabs of the list: a name, and which orders it means. */
export const orderTabs = {
  all: {},
  waiting: { isHeld: true },
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

/** A list's filters, one tab set aside, as the API's: words, why it waits, and whole days. */
export const searchFilter = ({
  search,
  from,
  to,
  hold,
  hasRefundRequest,
}: Record<string, unknown>): OrderFilter => ({
  ...words(search),
  ...(typeof hold === 'string' && hold ? { hold } : {}),
  ...(hasRefundRequest === true ? { hasRefundRequest } : {}),
  ...dayRange(from, to),
});

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
    waiting: of('waiting'),
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
