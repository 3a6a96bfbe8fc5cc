import { useApolloClient } from '@apollo/client/react';
import Download from '@mui/icons-material/FileDownloadOutlined';
import { Button } from '@mui/material';
import { useState } from 'react';
import { downloadCSV, useListContext, useNotify } from 'react-admin';
import type { ListRequest } from '../api/data-provider.ts';
import { toRequestProblem } from '../api/request-problem.ts';
import { useFormat } from '../format/use-format.ts';
import { useSay } from '../i18n/use-say.ts';
import { useProblemText } from './problem-note.tsx';

/** Rows of one file: twenty requests, and what a person still reads in a spreadsheet. */
const exportLimit = 2_000;
/** Tells spreadsheets that the file is UTF-8. */
const byteOrderMark = '\ufeff';

interface ExportButtonProps {
  /** The file's name, without its ending. */
  name: string;
  /** The rows of a list as CSV, up to a limit, and whether there are more. */
  read: (
    client: ReturnType<typeof useApolloClient>,
    request: Pick<ListRequest, 'filter' | 'sort'>,
    limit: number,
  ) => Promise<{ csv: string; hasMore: boolean }>;
}

/** Saves what a list's present filters find as CSV. */
export function ExportButton({ name, read }: ExportButtonProps) {
  const say = useSay();
  const { number } = useFormat();
  const client = useApolloClient();
  const notify = useNotify();
  const problemText = useProblemText();
  const { filterValues, sort, total } = useListContext();
  const [isBusy, setIsBusy] = useState(false);

  const save = async () => {
    setIsBusy(true);
    try {
      const { csv, hasMore } = await read(client, { filter: filterValues, sort }, exportLimit);
      downloadCSV(byteOrderMark + csv, name);
      if (hasMore) notify(say('list.exportCut', { count: number(exportLimit) }), { type: 'warning' });
    } catch (error) {
      notify(problemText(toRequestProblem(error)), { type: 'error' });
    }
    setIsBusy(false);
  };
  return (
    <Button
      variant="outlined"
      startIcon={<Download />}
      loading={isBusy}
      disabled={!total}
      onClick={() => void save()}
    >
      {say(isBusy ? 'list.exporting' : 'list.export')}
    </Button>
  );
}
