import { Button, Stack, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { useSay } from '../i18n/use-say.ts';
import { codeInput, digitsOf, isWholeCode } from './code-input.ts';
import type { SentCode } from './sign-in-page.tsx';
import { useRequestCode } from './use-request-code.ts';
import { useSecondsUntil } from './use-seconds-until.ts';
import { useSignIn } from './use-sign-in.ts';

interface CodeStepProps {
  sent: SentCode;
  onResent: (sent: SentCode) => void;
  onOtherEmail: () => void;
}

export function CodeStep({ sent, onResent, onOtherEmail }: CodeStepProps) {
  const say = useSay();
  const [code, setCode] = useState('');
  const { signIn, loading, refusal } = useSignIn(sent.email);
  const wait = useSecondsUntil(refusal?.tryAgainAt ?? 0);

  const type = (value: string) => {
    const digits = digitsOf(value);
    setCode(digits);
    if (isWholeCode(digits) && digits !== code && wait === 0) void signIn(digits);
  };
  return (
    <Stack
      component="form"
      noValidate
      sx={{ gap: 2 }}
      onSubmit={(event) => {
        event.preventDefault();
        void signIn(code);
      }}
    >
      <Typography variant="h1">{say('session.codeTitle')}</Typography>
      <Typography sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
        {say('session.codeHint', { email: sent.email })}
      </Typography>
      <TextField
        label={say('session.code')}
        value={code}
        onChange={(event) => type(event.target.value)}
        name="code"
        autoComplete="one-time-code"
        autoFocus
        required
        error={refusal !== null}
        helperText={refusal?.message}
        slotProps={{
          formHelperText: { role: 'alert' },
          htmlInput: { inputMode: 'numeric' },
          input: { sx: codeInput },
        }}
      />
      <Button
        type="submit"
        variant="contained"
        size="large"
        loading={loading}
        disabled={!isWholeCode(code) || wait > 0}
      >
        {wait > 0 && Number.isFinite(wait)
          ? say('session.tryAgainIn', { seconds: wait })
          : say('session.signIn')}
      </Button>
      <Resend sent={sent} notBefore={refusal?.requestAgainAt ?? 0} onResent={onResent} />
      <Button onClick={onOtherEmail}>{say('session.otherEmail')}</Button>
    </Stack>
  );
}

interface ResendProps extends Pick<CodeStepProps, 'sent' | 'onResent'> {
  notBefore: number;
}

function Resend({ sent, notBefore, onResent }: ResendProps) {
  const say = useSay();
  const { ask, loading, refusal } = useRequestCode((next) => onResent({ ...next, isResent: true }));
  const wait = useSecondsUntil(Math.max(sent.resendAt, notBefore, refusal?.againAt ?? 0));
  return (
    <Stack sx={{ gap: 1 }}>
      <Button disabled={wait > 0} loading={loading} onClick={() => void ask(sent.email)}>
        {wait > 0 ? say('session.resendIn', { seconds: wait }) : say('session.resend')}
      </Button>
      <Typography
        role="status"
        variant="body2"
        sx={{ textAlign: 'center', color: refusal ? 'error.main' : 'text.secondary' }}
      >
        {refusal?.message ?? (sent.isResent ? say('session.resent') : null)}
      </Typography>
    </Stack>
  );
}
