import { Box } from '@mui/material';
import type { ReactNode } from 'react';

interface Fact {
  label: string;
  value: ReactNode;
  isStrong?: boolean;
}

interface FactsProps {
  facts: readonly Fact[];
  /** Figures stand under each other at the right. */
  areFigures?: boolean;
}

/** Names and what they are, as a description list. */
export function Facts({ facts, areFigures = false }: FactsProps) {
  return (
    <Box
      component="dl"
      sx={{ m: 0, display: 'grid', gridTemplateColumns: 'auto minmax(0, 1fr)', columnGap: 3, rowGap: 1 }}
    >
      {facts.map(({ label, value, isStrong = false }) => (
        <Box key={label} sx={{ display: 'contents', fontWeight: isStrong ? 700 : 400 }}>
          <Box component="dt" sx={{ color: isStrong ? 'text.primary' : 'text.secondary' }}>
            {label}
          </Box>
          <Box
            component="dd"
            sx={{
              m: 0,
              overflowWrap: 'anywhere',
              fontVariantNumeric: 'tabular-nums',
              textAlign: areFigures ? 'right' : 'left',
            }}
          >
            {value}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
