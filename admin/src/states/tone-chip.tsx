import type { SvgIconComponent } from '@mui/icons-material';
import { Box } from '@mui/material';
import type { Tone } from '../theme/tokens.ts';

interface ToneChipProps {
  tone: Tone;
  icon: SvgIconComponent;
  label: string;
}

/** A word on the quiet ground of its tone. The icon stands beside it, so that colour is never the only sign. */
export function ToneChip({ tone, icon: Icon, label }: ToneChipProps) {
  return (
    <Box
      component="span"
      data-tone={tone}
      sx={({ palette }) => ({
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        height: 24,
        pl: 0.75,
        pr: 1,
        borderRadius: 1,
        fontSize: '0.8125rem',
        fontWeight: 600,
        whiteSpace: 'nowrap',
        color: palette.tones[tone].ink,
        backgroundColor: palette.tones[tone].soft,
      })}
    >
      <Icon aria-hidden sx={{ fontSize: 15 }} />
      {label}
    </Box>
  );
}
