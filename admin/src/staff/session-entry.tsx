import { Box, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useFormat } from '../format/use-format.ts';
import type { SessionRowFragment } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';

/** One sign-in that still stands: on what device, from where, since when. */
export function SessionEntry({ session, action }: { session: SessionRowFragment; action: ReactNode }) {
  const say = useSay();
  const { dateTime } = useFormat();
  return (
    <Box
      component="article"
      sx={{
        display: 'flex',
        gap: 2,
        justifyContent: 'space-between',
        alignItems: 'center',
        flexWrap: 'wrap',
        py: 1,
        '&:not(:first-of-type)': { borderTop: 1, borderColor: 'divider' },
      }}
    >
      <Stack sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <Typography sx={{ fontWeight: 600 }}>
          {session.device}
          {session.isCurrent && ` · ${say('staff.sessions.current')}`}
        </Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {[
            session.address,
            say('staff.sessions.since', { at: dateTime(session.startedAt) }),
            say('staff.sessions.seen', { at: dateTime(session.lastSeenAt) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Typography>
      </Stack>
      {action}
    </Box>
  );
}
