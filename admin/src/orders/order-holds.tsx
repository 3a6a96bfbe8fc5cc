import { Alert, Typography } from '@mui/material';
import { useSay } from '../i18n/use-say.ts';
import { useHoldText } from './use-hold-text.ts';

/** Why an order waits for a person. */
export function Holds({ holds }: { holds: readonly string[] }) {
  const say = useSay();
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
        <div key={hold}>{holdText(hold)}</div>
      ))}
    </Alert>
  );
}
