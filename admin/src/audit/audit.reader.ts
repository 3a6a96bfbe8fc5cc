import { dataOf, type ResourceReader } from '../api/data-provider.ts';
import { type AuditFilter, AuditListDocument, type AuditRowFragment } from '../generated/graphql.ts';
import { dayRange, textOf, words } from '../ui/list-filters.ts';

export type AuditRow = AuditRowFragment;

/** A list's filters, which come from the address bar, as the API's. */
export const auditFilter = ({ search, action, from, to }: Record<string, unknown>): AuditFilter => ({
  ...words(search),
  ...(textOf(action) ? { action: textOf(action) } : {}),
  ...dayRange(from, to),
});

export const auditReader: ResourceReader = {
  list: async (client, { first, offset, filter }) => {
    const variables = { first, offset, filter: auditFilter(filter) };
    const { auditLog } = dataOf(
      await client.query({ query: AuditListDocument, variables, fetchPolicy: 'no-cache' }),
    );
    return { data: auditLog.nodes, total: auditLog.totalCount };
  },
};
