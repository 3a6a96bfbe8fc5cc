import { Skeleton } from '@mui/material';
import { useLocale } from 'react-admin';
import { ConfirmAction } from '../actions/confirm-action.tsx';
import { answerOf } from '../api/answer.ts';
import { useEndSessionMutation, useOwnSessionsQuery } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { SessionEntry } from '../staff/session-entry.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';

/** Where one is signed in, and the way to end that elsewhere. */
export function SessionsPanel() {
  const say = useSay();
  const locale = useLocale() ?? null;
  const query = useOwnSessionsQuery({ variables: { locale }, fetchPolicy: 'no-cache' });
  const [end] = useEndSessionMutation();
  const sessions = answerOf(query)?.me?.sessions.nodes;
  const again = () => void query.refetch().catch(() => undefined);
  return (
    <Panel title={say('access.sessions')}>
      {query.error && !sessions && <ProblemNote error={query.error} onRetry={again} />}
      {!query.error && !sessions && <Skeleton variant="rounded" height={80} aria-busy />}
      {sessions?.map((session) => (
        <SessionEntry
          key={session.id}
          session={session}
          action={
            !session.isCurrent && (
              <ConfirmAction
                label={say('staff.sessions.end')}
                size="small"
                variant="text"
                color="error"
                title={say('access.endTitle', { device: session.device })}
                text={say('access.endText')}
                confirmLabel={say('staff.sessions.end')}
                isGrave
                perform={async () => {
                  const { data } = await end({ variables: { id: session.id } });
                  return data && { isEnded: data.endSession };
                }}
                done={say('staff.sessions.done')}
                onDone={again}
              />
            )
          }
        />
      ))}
    </Panel>
  );
}
