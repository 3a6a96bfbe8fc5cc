import { Box } from '@mui/material';
import type { ReactNode } from 'react';

interface EntryProps {
  /** What it is about, for who goes from entry to entry by ear. */
  label?: string;
  /** What is said stands at the left and what can be done at the right, while there is room. */
  isSplit?: boolean;
  align?: 'stretch' | 'center';
  children: ReactNode;
}

/** One thing of a list that is more than a row of a table. */
export function Entry({ label, isSplit = false, align = 'stretch', children }: EntryProps) {
  return (
    <Box
      component="article"
      aria-label={label}
      sx={{
        ...(isSplit && {
          display: 'flex',
          flexWrap: 'wrap',
          gap: 2,
          justifyContent: 'space-between',
          alignItems: align,
        }),
        px: 2,
        py: 1.5,
        borderTop: 1,
        borderColor: 'divider',
        overflowWrap: 'anywhere',
      }}
    >
      {children}
    </Box>
  );
}
