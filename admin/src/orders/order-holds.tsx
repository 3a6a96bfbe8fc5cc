import { Alert, Stack, Typography } from '@mui/material';
import { useSay } from '../i18n/use-say.ts';
import { useMay } from '../session/use-may.ts';
import { ReleaseAction } from './release-action.tsx';
import { useHoldText } from './use-hold-text.ts';

/** Why an order waits for a person. */
export function Holds({ number, holds }: { number: string; holds: readonly string[] }) {
  const say = useSay();
  const may = useMay();
  const holdText = useHoldText();
  if (holds.length === 0) return null;
  return (
    <Alert
      severity="error"
      sx={({ palette }) => ({
        color: palette.tones.lost.ink,
        backgroundColor: palette.tones.lost.soft,
        '& .MuiAlert-icon': { color: 'inherit' },
      })}
    >
      <Typography sx={{ fontWeight: 600 }}>{say('orders.show.waiting')}</Typography>
      {holds.map((hold) => (
        <Stack
          key={hold}
          direction="row"
          sx={{ columnGap: 2, rowGap: 0.5, alignItems: 'center', flexWrap: 'wrap' }}
        >
          <span>{holdText(hold)}</span>
          {may('releaseHold') && <ReleaseAction number={number} hold={hold} />}
        </Stack>
      ))}
    </Alert>
  );
}
