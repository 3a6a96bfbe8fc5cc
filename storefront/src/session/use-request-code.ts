import { useState } from 'react';
import { useRequestSignInCodeMutation } from '../generated/graphql.ts';
import { useFailureText } from '../ui/use-failure-text.ts';
import type { SentCode } from './sign-in-form.tsx';

/** Asks for a code by mail. The problem is in the server's words, in the visitor's language. */
export function useRequestCode(onSent: (sent: SentCode) => void) {
  const failureText = useFailureText();
  const [send, { loading }] = useRequestSignInCodeMutation();
  const [problem, setProblem] = useState<string | null>(null);
  const [waitUntil, setWaitUntil] = useState<number | null>(null);
  const request = async (email: string) => {
    setProblem(null);
    try {
      const { data } = await send({ variables: { email } });
      const result = data?.requestSignInCode;
      if (result?.__typename === 'SignInCodeSent') return onSent(result);
      if (result?.__typename === 'RateLimited') setWaitUntil(Date.now() + result.retryAfterSeconds * 1000);
      setProblem(
        result?.__typename === 'InvalidInput'
          ? (result.errors[0]?.message ?? result.message)
          : (result?.message ?? failureText()),
      );
    } catch (error) {
      setProblem(failureText(error));
    }
  };
  return { request: (email: string) => void request(email), isBusy: loading, problem, waitUntil };
}
