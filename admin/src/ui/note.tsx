import type { SvgIconComponent } from '@mui/icons-material';
import { Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';

interface NoteProps {
  icon: SvgIconComponent;
  title: string;
  text: string;
  isAlert?: boolean;
  /** The next step. */
  children?: ReactNode;
}

/** What stands where there is nothing to show: why, and what to do. */
export function Note({ icon: Icon, title, text, isAlert = false, children }: NoteProps) {
  return (
    <Stack
      role={isAlert ? 'alert' : undefined}
      sx={{ alignItems: 'center', textAlign: 'center', gap: 1, px: 2, py: 6 }}
    >
      <Icon aria-hidden sx={{ fontSize: 36, color: 'text.secondary' }} />
      <Typography variant="h2">{title}</Typography>
      <Typography sx={{ color: 'text.secondary', maxWidth: '48ch' }}>{text}</Typography>
      {children}
    </Stack>
  );
}
