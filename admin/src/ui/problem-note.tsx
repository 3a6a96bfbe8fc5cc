import CloudOff from '@mui/icons-material/CloudOff';
import { Alert, Button } from '@mui/material';
import { useCallback } from 'react';
import { type RequestProblem, toRequestProblem } from '../api/request-problem.ts';
import { useSay } from '../i18n/use-say.ts';
import { Note } from './note.tsx';

/**
 * What to tell a person of a failed request: the server's own words, or that none came. What the server says of rights
 * names a field of its API, so that is put in the desk's words.
 */
export function useProblemText(): (problem: RequestProblem) => string {
  const say = useSay();
  return useCallback(
    ({ code, message }) => {
      if (code === 'UNAUTHENTICATED') return say('problem.signedOut');
      if (code === 'FORBIDDEN') return say('problem.forbidden');
      return code === 'NETWORK' || message === '' ? say('problem.network') : message;
    },
    [say],
  );
}

/** The part that failed, said where it would have stood, with a way to try again. */
export function ProblemNote({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const say = useSay();
  const text = useProblemText();
  return (
    <Note icon={CloudOff} title={say('problem.title')} text={text(toRequestProblem(error))} isAlert>
      <Button variant="outlined" onClick={onRetry}>
        {say('problem.again')}
      </Button>
    </Note>
  );
}

/** Above what was read before and could not be read again: it may be out of date. */
export function StaleNote({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const say = useSay();
  const text = useProblemText();
  return (
    <Alert
      severity="warning"
      role="status"
      action={
        <Button color="inherit" onClick={onRetry}>
          {say('problem.again')}
        </Button>
      }
    >
      {say('problem.stale')} {text(toRequestProblem(error))}
    </Alert>
  );
}
