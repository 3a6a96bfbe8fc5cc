import { Box, Stack, Typography } from '@mui/material';
import { useFormat } from '../format/use-format.ts';
import { useSay } from '../i18n/use-say.ts';
import { Attempts } from '../review/attempts.tsx';
import { StateChip } from '../states/state-chip.tsx';
import { Panel } from '../ui/panel.tsx';
import { EsimActions } from './esim-actions.tsx';
import type { OrderWhole } from './order.reader.ts';

type Esim = OrderWhole['esims'][number];

/** The order's eSIMs. Activation codes are their owner's and are not read here. */
export function EsimsPanel({ order: { esims } }: { order: OrderWhole }) {
  const say = useSay();
  return (
    <Panel title={say('orders.show.esims')}>
      {esims.length === 0 && (
        <Typography sx={{ color: 'text.secondary' }}>{say('orders.show.noEsims')}</Typography>
      )}
      <Stack sx={{ gap: 1.5 }}>
        {esims.map((esim) => (
          <EsimEntry key={esim.id} esim={esim} />
        ))}
      </Stack>
    </Panel>
  );
}

function EsimEntry({ esim }: { esim: Esim }) {
  const say = useSay();
  const { dateTime } = useFormat();
  const usage = useUsage(esim.usage);
  const facts = [
    usage && say('orders.esim.used', { usage }),
    esim.expiresAt && say('orders.esim.expires', { at: dateTime(esim.expiresAt) }),
  ].filter(Boolean);
  return (
    <Box
      component="article"
      sx={{ '&:not(:first-of-type)': { pt: 1.5, borderTop: 1, borderColor: 'divider' } }}
    >
      <Stack
        direction="row"
        sx={{ gap: 1, alignItems: 'center', justifyContent: 'space-between', flexWrap: 'wrap' }}
      >
        <Stack direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
          <StateChip kind="esim" state={esim.status} />
          {esim.iccid && (
            <Typography component="span" sx={{ fontVariantNumeric: 'tabular-nums' }}>
              <Box component="span" sx={{ color: 'text.secondary' }}>
                {say('orders.esim.iccid')}
              </Box>{' '}
              {esim.iccid}
            </Typography>
          )}
        </Stack>
        <EsimActions esim={esim} />
      </Stack>
      {facts.length > 0 && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {facts.join(' · ')}
        </Typography>
      )}
      <Attempts attempts={esim.attempts} />
    </Box>
  );
}

function useUsage(usage: Esim['usage']): string | null {
  const say = useSay();
  const { data } = useFormat();
  if (!usage) return null;
  if (usage.totalMb === null) return data(usage.usedMb);
  return say('orders.esim.usedOf', { used: data(usage.usedMb), total: data(usage.totalMb) });
}
