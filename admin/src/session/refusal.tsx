import { Button, Stack, Typography } from '@mui/material';
import { useLogout } from 'react-admin';
import { useSay } from '../i18n/use-say.ts';
import { OuterFrame } from '../shell/outer-frame.tsx';
import type { Viewer } from './viewer.ts';

/** Tells a signed-in person without a staff role who the desk takes them for, and how to go on. */
export function Refusal({ viewer }: { viewer: Viewer }) {
  const say = useSay();
  const logout = useLogout();
  return (
    <OuterFrame>
      <Typography variant="h1">{say('session.refusedTitle')}</Typography>
      <Typography sx={{ overflowWrap: 'anywhere' }}>
        {say('session.refused', { email: viewer.email })}
      </Typography>
      <Typography sx={{ color: 'text.secondary' }}>{say('session.refusedHint')}</Typography>
      <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap' }}>
        <Button variant="contained" onClick={() => void logout()}>
          {say('session.signOut')}
        </Button>
        <Button href="/">{say('desk.toShop')}</Button>
      </Stack>
    </OuterFrame>
  );
}
