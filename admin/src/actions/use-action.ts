import { useState } from 'react';
import { toRequestProblem } from '../api/request-problem.ts';
import { useProblemText } from '../ui/problem-note.tsx';

/** What each error of a mutation selects: a stable code, words for the person, and which fields they are about. */
interface UserError {
  __typename: string;
  code: string;
  message: string;
  errors?: readonly { path: string; message: string }[];
}

/** Why something was not done, in the person's language. */
export interface Refusal {
  code: string;
  message: string;
  fields: readonly { path: string; message: string }[];
  /** No answer came: it may have been done, and only a repeat of the very same request is safe. */
  isUnknown: boolean;
}

/** What of a mutation's answers is no error. */
export type Done<Answer> = Exclude<Answer, UserError>;

const isUserError = (answer: object): answer is UserError => 'code' in answer && 'message' in answer;

/**
 * Does one thing at a time and keeps what the server refuses, so that it can be said where it was asked for. What
 * the person typed stays where it is.
 */
export function useAction() {
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const problemText = useProblemText();

  /** @returns the answer, or null when it was refused or never came */
  const run = async <Answer extends object>(
    perform: () => Promise<Answer | null | undefined>,
  ): Promise<Done<Answer> | null> => {
    setIsBusy(true);
    setRefusal(null);
    try {
      const answer = await perform();
      if (!answer) throw new Error('The server answered without data');
      if (!isDone(answer)) {
        if (isUserError(answer)) setRefusal(refusalOf(answer));
        return null;
      }
      return answer;
    } catch (error) {
      const problem = toRequestProblem(error);
      setRefusal({
        code: problem.code,
        message: problemText(problem),
        fields: [],
        isUnknown: problem.code === 'NETWORK' || problem.code === 'INTERNAL_SERVER_ERROR',
      });
      return null;
    } finally {
      setIsBusy(false);
    }
  };
  return { run, isBusy, refusal };
}

const isDone = <Answer extends object>(answer: Answer): answer is Done<Answer> => !isUserError(answer);

const refusalOf = ({ code, message, errors = [] }: UserError): Refusal => ({
  code,
  // One field's own words say more than that some field is not right.
  message: errors.length === 1 ? (errors[0]?.message ?? message) : message,
  fields: errors,
  // The payment service may have taken the request and not have answered.
  isUnknown: code === 'PAYMENT_PROVIDER_UNAVAILABLE',
});
