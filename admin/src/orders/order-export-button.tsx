import { useApolloClient } from '@apollo/client/react';
import Download from '@mui/icons-material/FileDownloadOutlined';
import { Button } from '@mui/material';
import { useState } from 'react';
import { downloadCSV, useListContext, useNotify } from 'react-admin';
import { toRequestProblem } from '../api/request-problem.ts';
import { useFormat } from '../format/use-format.ts';
import { useSay } from '../i18n/use-say.ts';
import { useProblemText } from '../ui/problem-note.tsx';
import { readOrders } from './order.reader.ts';
import { orderCsv } from './order-csv.ts';

/** Rows of one file: twenty requests, and what a person still reads in a spreadsheet. */
const exportLimit = 2_000;
/** Tells spreadsheets that the file is UTF-8. */
const byteOrderMark = '\ufeff';

/** Saves the orders of the present filters as CSV. */
export function OrderExportButton() {
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
      const { orders, hasMore } = await readOrders(client, { filter: filterValues, sort }, exportLimit);
      downloadCSV(byteOrderMark + orderCsv(orders), 'orders');
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
