import { dataOf } from '../api/data-provider.ts';
import { readPages } from '../api/read-pages.ts';
import { toCsv } from '../format/csv.ts';
import { AuditExportDocument } from '../generated/graphql.ts';
import { ExportButton } from '../ui/export-button.tsx';
import { type AuditRow, auditFilter } from './audit.reader.ts';

const header = [
  'at',
  'actor',
  'roles',
  'action',
  'subject_type',
  'subject',
  'reason',
  'changes',
  'ip',
  'request_id',
];

/** The log as a file for spreadsheets: the same header in every language, times in UTC. */
const auditCsv = (entries: readonly AuditRow[]): string =>
  toCsv(
    header,
    entries.map((entry) => [
      entry.at,
      entry.actor,
      entry.roles.join(' '),
      entry.action,
      entry.subjectType,
      entry.subjectLabel ?? entry.subjectId,
      entry.reason ?? '',
      entry.changes
        .map(({ field, before, after }) => `${field}: ${before ?? ''} > ${after ?? ''}`)
        .join('; '),
      entry.ip ?? '',
      entry.requestId,
    ]),
  );

/** Saves the entries of the present filters as CSV. */
export const AuditExportButton = () => (
  <ExportButton
    name="audit-log"
    read={async (client, { filter }, limit) => {
      const { rows, hasMore } = await readPages(async (first, after) => {
        const variables = { first, after, filter: auditFilter(filter) };
        return dataOf(await client.query({ query: AuditExportDocument, variables, fetchPolicy: 'no-cache' }))
          .auditLog;
      }, limit);
      return { csv: auditCsv(rows), hasMore };
    }}
  />
);
