import { Box } from '@mui/material';
import type { ReactNode } from 'react';

/** What may be wider than the screen, a table mostly: it scrolls by itself, with the keyboard too. */
export const ScrollBox = ({ label, children }: { label: string; children: ReactNode }) => (
  <Box
    role="group"
    aria-label={label}
    tabIndex={0}
    sx={{ overflowX: 'auto', '&:focus-visible': { outlineOffset: -2 } }}
  >
    {children}
  </Box>
);
