import CloudOff from '@mui/icons-material/CloudOff';
import { Button } from '@mui/material';
import { useCallback } from 'react';
import { type RequestProblem, toRequestProblem } from '../api/request-problem.ts';
import { useSay } from '../i18n/use-say.ts';
import { Note } from './note.tsx';

/** What to tell a person of a failed request: the server's own words, or that none came. */
export function useProblemText(): (problem: RequestProblem) => string {
  const say = useSay();
  return useCallback(
    (problem) =>
      problem.code === 'NETWORK' || problem.message === '' ? say('problem.network') : problem.message,
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
