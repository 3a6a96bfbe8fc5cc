import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { toRequestProblem } from '../api/request-problem.ts';
import { type SignInMutation, useSignInMutation } from '../generated/graphql.ts';
import { useProblemText } from '../ui/problem-note.tsx';
import { setViewer } from './viewer.ts';

type Refused = Exclude<SignInMutation['signIn'], { __typename: 'SignedIn' }>;

export interface SignInRefusal {
  message: string;
  /** When this code may be tried again (milliseconds since 1970); never, when the code is locked. */
  tryAgainAt: number;
  /** When another code may be asked for, if the server said so. */
  requestAgainAt: number;
}

function refusalOf(result: Refused): SignInRefusal {
  const { message } = result;
  switch (result.__typename) {
    case 'InvalidCode':
      return { message, tryAgainAt: 0, requestAgainAt: 0 };
    case 'CodeLocked':
      return {
        message,
        tryAgainAt: Number.POSITIVE_INFINITY,
        requestAgainAt: Date.parse(result.requestAgainAt),
      };
    case 'RateLimited':
      return { message, tryAgainAt: Date.now() + result.retryAfterSeconds * 1000, requestAgainAt: 0 };
  }
}

/** Signs in with a code; the gate opens by itself when the server says who this is. */
export function useSignIn(email: string) {
  const client = useApolloClient();
  const problemText = useProblemText();
  const [send, { loading }] = useSignInMutation();
  const [refusal, setRefusal] = useState<SignInRefusal | null>(null);

  const signIn = async (code: string) => {
    setRefusal(null);
    try {
      const { data } = await send({ variables: { email, code } });
      const result = data?.signIn;
      if (result?.__typename === 'SignedIn') {
        // The request itself was nobody's yet, so what its user says of the session is not said there.
        setViewer(client, { ...result.user, secondFactor: result.secondFactor });
      } else if (result) setRefusal(refusalOf(result));
    } catch (error) {
      setRefusal({ message: problemText(toRequestProblem(error)), tryAgainAt: 0, requestAgainAt: 0 });
    }
  };
  return { signIn, loading, refusal };
}
