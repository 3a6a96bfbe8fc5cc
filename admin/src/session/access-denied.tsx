import { Typography } from '@mui/material';
import { useSay } from '../i18n/use-say.ts';
import { PageFrame } from '../ui/page-frame.tsx';
import { staffRolesOf } from './rights.ts';
import { useViewer } from './viewer.ts';

/** A part of the desk that is not this role's. */
export function AccessDenied() {
  const say = useSay();
  const { email, roles } = useViewer();
  return (
    <PageFrame title={say('session.partRefusedTitle')}>
      <Typography sx={{ overflowWrap: 'anywhere' }}>
        {say('session.partRefused', {
          email,
          roles: staffRolesOf(roles)
            .map((role) => say(`roles.${role}`))
            .join(', '),
        })}
      </Typography>
    </PageFrame>
  );
}
