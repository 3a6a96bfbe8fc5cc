import { dataOf, type ResourceReader } from '../api/data-provider.ts';
import {
  type PaymentFilter,
  PaymentListDocument,
  type PaymentNeed,
  type PaymentRowFragment,
  type PaymentStatus,
} from '../generated/graphql.ts';
import { stateLooks } from '../states/state-looks.ts';
import { dayRange, words } from '../ui/list-filters.ts';

export type PaymentRow = PaymentRowFragment;

const isPaymentStatus = (name: unknown): name is PaymentStatus =>
  typeof name === 'string' && Object.hasOwn(stateLooks.charge, name);
export const paymentStatuses = Object.keys(stateLooks.charge).filter(isPaymentStatus);

const isNeed = (name: unknown): name is PaymentNeed => paymentNeeds.some((need) => need === name);
export const paymentNeeds: readonly PaymentNeed[] = ['DISPUTE_ANSWER', 'REFUND_STUCK'];

/** A list's filters, which come from the address bar, as the API's. */
export const paymentFilter = ({
  status,
  needs,
  search,
  from,
  to,
}: Record<string, unknown>): PaymentFilter => ({
  ...(isPaymentStatus(status) ? { status } : {}),
  ...(isNeed(needs) ? { needs } : {}),
  ...words(search),
  ...dayRange(from, to),
});

export const paymentReader: ResourceReader = {
  list: async (client, { first, offset, filter }) => {
    const variables = { first, offset, filter: paymentFilter(filter) };
    const { payments } = dataOf(
      await client.query({ query: PaymentListDocument, variables, fetchPolicy: 'no-cache' }),
    );
    return { data: payments.nodes, total: payments.totalCount };
  },
};
