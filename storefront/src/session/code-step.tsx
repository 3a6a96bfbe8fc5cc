import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type SignInMutation, useSignInMutation, type ViewerFragment } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { useFailureText } from '../ui/use-failure-text.ts';
import { useSecondsUntil } from '../ui/use-seconds-until.ts';
import type { SentCode } from './sign-in-form.tsx';
import { useRequestCode } from './use-request-code.ts';

const CODE_LENGTH = 6;
/** Codes may be asked for once a minute; a longer wait would be a wrong clock. */
const LONGEST_RESEND_WAIT = 120;

type CodeStepProps = {
  sent: SentCode;
  onResent: (sent: SentCode) => void;
  onBack: () => void;
  onSignedIn: (viewer: ViewerFragment) => void;
};

/** One input for the whole code: pasting, autofill from the mail and screen readers all work. */
export function CodeStep({ sent, onResent, onBack, onSignedIn }: CodeStepProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState('');
  const { check, isBusy, problem, isLocked, forget } = useCheckCode(sent.email, onSignedIn, () => {
    setCode('');
    input.current?.focus();
  });
  useEffect(() => input.current?.focus(), []);
  const type = (text: string) => {
    const digits = text.replace(/\D/g, '').slice(0, CODE_LENGTH);
    setCode(digits);
    if (digits.length === CODE_LENGTH && digits !== code) check(digits);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.length === CODE_LENGTH) check(code);
    else input.current?.focus();
  };
  return (
    <form onSubmit={submit} noValidate>
      <p className="mb-4 text-soft">
        {t('signIn.sentTo')} <strong className="font-semibold text-ink">{sent.email}</strong>
      </p>
      <Field
        ref={input}
        label={t('signIn.code')}
        name="code"
        autoComplete="one-time-code"
        inputMode="numeric"
        pattern="[0-9]*"
        className="[&_input]:figures [&_input]:font-display [&_input]:text-2xl [&_input]:tracking-[0.35em]"
        value={code}
        onChange={({ target }) => type(target.value)}
        readOnly={isBusy}
        disabled={isLocked}
        error={problem}
      />
      <Button type="submit" isBusy={isBusy} disabled={isLocked} className="mt-4 w-full">
        {t('signIn.confirm')}
      </Button>
      <ResendRow
        sent={sent}
        onBack={onBack}
        onResent={(again) => {
          forget();
          setCode('');
          onResent(again);
        }}
      />
    </form>
  );
}

type ResendRowProps = { sent: SentCode; onBack: () => void; onResent: (sent: SentCode) => void };

function ResendRow({ sent, onBack, onResent }: ResendRowProps) {
  const { t } = useTranslation();
  const { request, isBusy, problem, waitUntil } = useRequestCode(onResent);
  const resend = useSecondsUntil(Date.parse(sent.resendAt), LONGEST_RESEND_WAIT);
  const limited = useSecondsUntil(waitUntil, 86_400);
  const wait = Math.max(resend, limited);
  return (
    <>
      <div className="-mx-4 mt-2 flex flex-wrap items-center justify-between gap-x-2">
        <Button look="quiet" onClick={onBack}>
          {t('signIn.otherEmail')}
        </Button>
        <Button
          look="quiet"
          disabled={wait > 0}
          isBusy={isBusy}
          onClick={() => request(sent.email)}
          className="figures"
        >
          {wait > 0 ? t('signIn.resendIn', { count: wait }) : t('signIn.resend')}
        </Button>
      </div>
      <p role="status" className="text-sm text-lost">
        {problem}
      </p>
    </>
  );
}

/** A wrong code empties the field; a locked one asks for a new code. */
function useCheckCode(email: string, onSignedIn: (viewer: ViewerFragment) => void, onWrong: () => void) {
  const failureText = useFailureText();
  const [signIn, { loading }] = useSignInMutation();
  const [problem, setProblem] = useState<string | null>(null);
  const [isLocked, setLocked] = useState(false);
  const check = async (code: string) => {
    setProblem(null);
    try {
      const { data } = await signIn({ variables: { email, code } });
      const result = data?.signIn;
      if (result?.__typename === 'SignedIn') return onSignedIn(result.user);
      setLocked(result?.__typename === 'CodeLocked' || isUsedUp(result));
      setProblem(result?.message ?? failureText());
      onWrong();
    } catch (error) {
      setProblem(failureText(error));
    }
  };
  const forget = () => {
    setProblem(null);
    setLocked(false);
  };
  return { check: (code: string) => void check(code), isBusy: loading, problem, isLocked, forget };
}

/** Whether the last try at a code is gone: the next one would only be told so. */
function isUsedUp(result: SignInMutation['signIn'] | undefined): boolean {
  return result?.__typename === 'InvalidCode' && result.attemptsLeft === 0;
}
