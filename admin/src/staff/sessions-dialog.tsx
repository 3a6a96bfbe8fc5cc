import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Skeleton,
  Typography,
} from '@mui/material';
import { useId } from 'react';
import { useLocale } from 'react-admin';
import { ConfirmAction } from '../actions/confirm-action.tsx';
import { answerOf } from '../api/answer.ts';
import { useEndStaffSessionsMutation, useStaffSessionsQuery } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SessionEntry } from './session-entry.tsx';

/** Where a person of staff is signed in, and the ways to end that. */
export function SessionsDialog({ email, onClose }: { email: string; onClose: () => void }) {
  const say = useSay();
  const id = useId();
  const locale = useLocale() ?? null;
  const query = useStaffSessionsQuery({ variables: { email, locale }, fetchPolicy: 'no-cache' });
  const [end] = useEndStaffSessionsMutation();
  const sessions = answerOf(query)?.staffSessions.nodes;
  const again = () => void query.refetch().catch(() => undefined);
  const endAction = (sessionId: string | null) => (
    <ConfirmAction
      label={say(sessionId ? 'staff.sessions.end' : 'staff.sessions.endAll')}
      size="small"
      variant={sessionId ? 'text' : 'outlined'}
      color="error"
      title={say(sessionId ? 'staff.sessions.endTitle' : 'staff.sessions.endAllTitle', { email })}
      text={say('staff.sessions.endText')}
      confirmLabel={say(sessionId ? 'staff.sessions.end' : 'staff.sessions.endAll')}
      isGrave
      asksReason
      perform={async (reason) =>
        (await end({ variables: { email, sessionId, reason } })).data?.endStaffSessions
      }
      done={say('staff.sessions.done')}
      onDone={again}
    />
  );
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={onClose} aria-labelledby={id}>
      <DialogTitle id={id}>{say('staff.sessions.title', { email })}</DialogTitle>
      <DialogContent>
        {query.error && !sessions && <ProblemNote error={query.error} onRetry={again} />}
        {!query.error && !sessions && <Skeleton variant="rounded" height={80} aria-busy />}
        {sessions?.length === 0 && <Typography>{say('staff.sessions.none')}</Typography>}
        {sessions?.map((session) => (
          <SessionEntry key={session.id} session={session} action={endAction(session.id)} />
        ))}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        {sessions && sessions.length > 1 && endAction(null)}
        <Button variant="contained" onClick={onClose} autoFocus>
          {say('staff.sessions.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
