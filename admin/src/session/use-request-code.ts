import { useState } from 'react';
import { toRequestProblem } from '../api/request-problem.ts';
import { useRequestSignInCodeMutation } from '../generated/graphql.ts';
import { useProblemText } from '../ui/problem-note.tsx';
import type { SentCode } from './sign-in-page.tsx';

/** A code is sent at most once a minute; a clock that is wrong here must not keep anyone waiting longer. */
const longestWaitMs = 60_000;

export interface CodeRefusal {
  message: string;
  /** When to ask again (milliseconds since 1970); 0 when waiting does not help. */
  againAt: number;
}

/** Asks for a code. What the server refuses is kept in its words. */
export function useRequestCode(onSent: (sent: SentCode) => void) {
  const [request, { loading }] = useRequestSignInCodeMutation();
  const [refusal, setRefusal] = useState<CodeRefusal | null>(null);
  const problemText = useProblemText();

  const ask = async (email: string) => {
    setRefusal(null);
    try {
      const { data } = await request({ variables: { email } });
      const result = data?.requestSignInCode;
      if (result?.__typename === 'SignInCodeSent') {
        const resendAt = Math.min(Date.parse(result.resendAt), Date.now() + longestWaitMs);
        onSent({ email: result.email, resendAt, isResent: false });
      } else if (result?.__typename === 'RateLimited') {
        setRefusal({ message: result.message, againAt: Date.now() + result.retryAfterSeconds * 1000 });
      } else if (result) {
        setRefusal({ message: result.errors[0]?.message ?? result.message, againAt: 0 });
      }
    } catch (error) {
      setRefusal({ message: problemText(toRequestProblem(error)), againAt: 0 });
    }
  };
  return { ask, loading, refusal };
}
