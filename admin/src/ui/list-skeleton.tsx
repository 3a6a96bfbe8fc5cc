import { Box, Skeleton } from '@mui/material';
import { pageSize } from '../api/data-provider.ts';
import { rowHeight } from '../theme/components.ts';

const widths = ['12%', '15%', '22%', '20%', '10%', '14%'];
const rows = Array.from({ length: pageSize }, (_, row) => row);

/** A table in the shape of what comes. */
export function ListSkeleton() {
  return (
    <Box aria-busy sx={{ overflow: 'hidden' }}>
      <Box sx={{ height: rowHeight, backgroundColor: ({ palette }) => palette.sunken }} />
      {rows.map((row) => (
        <Box
          key={row}
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: 2,
            px: 1.5,
            height: rowHeight,
            borderTop: 1,
            borderColor: 'divider',
          }}
        >
          {widths.map((width) => (
            <Skeleton key={width} width={width} />
          ))}
        </Box>
      ))}
    </Box>
  );
}
