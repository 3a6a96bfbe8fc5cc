import { Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useFormat } from '../format/use-format.ts';
import { useSay } from '../i18n/use-say.ts';
import { StateChip } from '../states/state-chip.tsx';
import { Panel } from '../ui/panel.tsx';
import type { OrderWhole } from './order.reader.ts';

type Esim = OrderWhole['esims'][number];

/** The order's eSIMs. Activation codes are their owner's and are not read here. */
export function EsimsPanel({ esims }: { esims: OrderWhole['esims'] }) {
  const say = useSay();
  const { dateTime } = useFormat();
  if (esims.length === 0) {
    return (
      <Panel title={say('orders.show.esims')}>
        <Typography sx={{ color: 'text.secondary' }}>{say('orders.show.noEsims')}</Typography>
      </Panel>
    );
  }
  return (
    <Panel title={say('orders.show.esims')} isFlush>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{say('orders.esim.status')}</TableCell>
            <TableCell>{say('orders.esim.iccid')}</TableCell>
            <TableCell align="right">{say('orders.esim.usage')}</TableCell>
            <TableCell>{say('orders.esim.expiresAt')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {esims.map((esim) => (
            <TableRow key={esim.id}>
              <TableCell>
                <StateChip kind="esim" state={esim.status} />
              </TableCell>
              <TableCell>{esim.iccid ?? '–'}</TableCell>
              <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                <Usage usage={esim.usage} />
              </TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>
                {esim.expiresAt ? dateTime(esim.expiresAt) : '–'}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Panel>
  );
}

function Usage({ usage }: { usage: Esim['usage'] }) {
  const say = useSay();
  const { data } = useFormat();
  if (!usage) return '–';
  if (usage.totalMb === null) return data(usage.usedMb);
  return say('orders.esim.usedOf', { used: data(usage.usedMb), total: data(usage.totalMb) });
}
