import { Box } from '@mui/material';
import { useSay } from '../i18n/use-say.ts';
import { PageFrame } from '../ui/page-frame.tsx';
import { FactorPanel } from './factor-panel.tsx';
import { SessionsPanel } from './sessions-panel.tsx';

/** One's own way in: the second factor, and where one is signed in. */
export function AccessPage() {
  const say = useSay();
  return (
    <PageFrame title={say('access.title')}>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 480px) minmax(0, 1fr)' },
        }}
      >
        <FactorPanel />
        <SessionsPanel />
      </Box>
    </PageFrame>
  );
}
