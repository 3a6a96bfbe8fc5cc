import { Box, Card, Typography } from '@mui/material';
import { type ReactNode, useId } from 'react';
import { ScrollBox } from './scroll-box.tsx';

interface PanelProps {
  title: string;
  note?: string;
  /** A table reaches the panel's edges. */
  isFlush?: boolean;
  children: ReactNode;
}

/** One part of a record's page. */
export function Panel({ title, note, isFlush = false, children }: PanelProps) {
  const id = useId();
  return (
    <Card component="section" aria-labelledby={id}>
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1, px: 2, pt: 1.5, pb: 1 }}>
        <Typography variant="h2" id={id}>
          {title}
        </Typography>
        {note && (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {note}
          </Typography>
        )}
      </Box>
      {isFlush ? (
        <ScrollBox label={title}>{children}</ScrollBox>
      ) : (
        <Box sx={{ px: 2, pb: 2 }}>{children}</Box>
      )}
    </Card>
  );
}
