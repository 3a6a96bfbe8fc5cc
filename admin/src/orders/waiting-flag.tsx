import Flag from '@mui/icons-material/Flag';
import { Tooltip } from '@mui/material';
import { useSay } from '../i18n/use-say.ts';

/** Beside the number of an order that waits for a person. */
export function WaitingFlag() {
  const say = useSay();
  const label = say('orders.fields.waiting');
  return (
    <Tooltip title={label}>
      <Flag
        role="img"
        aria-label={label}
        sx={{ ml: 0.5, fontSize: 16, verticalAlign: '-3px', color: ({ palette }) => palette.tones.lost.ink }}
      />
    </Tooltip>
  );
}
