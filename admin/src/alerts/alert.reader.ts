import { dataOf, type ResourceReader } from '../api/data-provider.ts';
import { AlertListDocument, type AlertRowFragment, type StaffAlertFilter } from '../generated/graphql.ts';

export type AlertRow = AlertRowFragment;

export const alertTabs = ['open', 'settled', 'all'] as const;
export type AlertTab = (typeof alertTabs)[number];

/** The tab that a list's filters name; the open ones where they name none. */
export const alertTabOf = ({ tab }: Record<string, unknown>): AlertTab =>
  alertTabs.find((name) => name === tab) ?? 'open';

const filters: Record<AlertTab, StaffAlertFilter> = {
  open: { isOpen: true },
  settled: { isOpen: false },
  all: {},
};

export const alertReader: ResourceReader = {
  list: async (client, { first, offset, filter }) => {
    const variables = { first, offset, filter: filters[alertTabOf(filter)] };
    const { alerts } = dataOf(
      await client.query({ query: AlertListDocument, variables, fetchPolicy: 'no-cache' }),
    );
    return { data: alerts.nodes, total: alerts.totalCount };
  },
};
