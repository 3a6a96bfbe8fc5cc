import { Box } from '@mui/material';
import { useSay } from '../i18n/use-say.ts';
import { useMay } from '../session/use-may.ts';
import { PageFrame } from '../ui/page-frame.tsx';
import { SalesPanel } from './sales-panel.tsx';
import { WaitingPanel } from './waiting-panel.tsx';

/** Where everyone at the desk begins: what needs them now, and how the day goes. */
export function Dashboard() {
  const say = useSay();
  const may = useMay();
  const hasSales = may('readSales');
  return (
    <PageFrame title={say('dashboard.title')}>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr)',
            lg: hasSales ? 'minmax(0, 1fr) 400px' : 'minmax(0, 800px)',
          },
        }}
      >
        <WaitingPanel />
        {hasSales && <SalesPanel />}
      </Box>
    </PageFrame>
  );
}
