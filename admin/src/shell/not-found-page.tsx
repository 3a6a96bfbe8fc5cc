import { Typography } from '@mui/material';
import { useSay } from '../i18n/use-say.ts';
import { PageFrame } from '../ui/page-frame.tsx';

/** An address that the desk has no page for. */
export function NotFoundPage() {
  const say = useSay();
  return (
    <PageFrame title={say('problem.pageNotFoundTitle')}>
      <Typography sx={{ color: 'text.secondary' }}>{say('problem.pageNotFound')}</Typography>
    </PageFrame>
  );
}
