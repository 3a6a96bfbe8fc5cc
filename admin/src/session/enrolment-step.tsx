import { useApolloClient } from '@apollo/client/react';
import { Button, Typography } from '@mui/material';
import { useLogout } from 'react-admin';
import { useSay } from '../i18n/use-say.ts';
import { OuterFrame } from '../shell/outer-frame.tsx';
import { Enrolment } from './enrolment.tsx';
import { setViewer, type Viewer } from './viewer.ts';

/** For who has a role that asks for a second factor, and has none yet: the desk opens once it is on. */
export function EnrolmentStep({ viewer }: { viewer: Viewer }) {
  const say = useSay();
  const client = useApolloClient();
  const logout = useLogout();
  return (
    <OuterFrame>
      <title>{say('desk.pageTitle', { page: say('secondFactor.enrolTitle') })}</title>
      <Typography variant="h1">{say('secondFactor.enrolTitle')}</Typography>
      <Typography sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
        {say('secondFactor.enrolText', { email: viewer.email })}
      </Typography>
      <Enrolment onDone={() => setViewer(client, { ...viewer, secondFactor: 'PASSED' })} />
      <Button onClick={() => void logout()}>{say('session.signOut')}</Button>
    </OuterFrame>
  );
}
