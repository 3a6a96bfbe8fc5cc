import { dataOf, type ResourceReader } from '../api/data-provider.ts';
import { StaffListDocument, type StaffRowFragment } from '../generated/graphql.ts';
import { words } from '../ui/list-filters.ts';

export type StaffRow = StaffRowFragment;

export const staffReader: ResourceReader = {
  list: async (client, { first, offset, filter }) => {
    const variables = { first, offset, search: words(filter.search).search ?? null };
    const { staff } = dataOf(
      await client.query({ query: StaffListDocument, variables, fetchPolicy: 'no-cache' }),
    );
    return { data: staff.nodes, total: staff.totalCount };
  },
};
