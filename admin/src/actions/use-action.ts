import { useState } from 'react';
import { useProblemText } from '../ui/problem-note.tsx';
import { type Done, type Outcome, outcomeOf, type Refusal } from './outcome.ts';

/**
 * Does one thing at a time and keeps what the server refuses, so that it can be said where it was asked for. What
 * the person typed stays where it is.
 */
export function useAction(before: Refusal | null = null) {
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState(before);
  const problemText = useProblemText();

  const attempt = async <Answer extends object>(
    perform: () => Promise<Answer | null | undefined>,
  ): Promise<Outcome<Answer>> => {
    const wasUnknown = refusal?.isUnknown ?? false;
    setIsBusy(true);
    // That it may have been done already is said until it is known.
    if (!wasUnknown) setRefusal(null);
    const outcome = await outcomeOf(perform, wasUnknown, problemText);
    setRefusal(outcome.refusal);
    setIsBusy(false);
    return outcome;
  };

  /** @returns the answer, or null when it was refused or never came */
  const run = async <Answer extends object>(
    perform: () => Promise<Answer | null | undefined>,
  ): Promise<Done<Answer> | null> => (await attempt(perform)).done;
  return { attempt, run, isBusy, refusal };
}
