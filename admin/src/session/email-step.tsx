import { Button, Stack, TextField, Typography } from '@mui/material';
import { useSay } from '../i18n/use-say.ts';
import type { SentCode } from './sign-in-page.tsx';
import { useRequestCode } from './use-request-code.ts';
import { useSecondsUntil } from './use-seconds-until.ts';

interface EmailStepProps {
  email: string;
  onEmail: (email: string) => void;
  onSent: (sent: SentCode) => void;
}

export function EmailStep({ email, onEmail, onSent }: EmailStepProps) {
  const say = useSay();
  const { ask, loading, refusal } = useRequestCode(onSent);
  const wait = useSecondsUntil(refusal?.againAt ?? 0);
  return (
    <Stack
      component="form"
      noValidate
      sx={{ gap: 2 }}
      onSubmit={(event) => {
        event.preventDefault();
        void ask(email);
      }}
    >
      <Typography variant="h1">{say('session.title')}</Typography>
      <Typography sx={{ color: 'text.secondary' }}>{say('session.emailHint')}</Typography>
      <TextField
        label={say('session.email')}
        value={email}
        onChange={(event) => onEmail(event.target.value)}
        type="email"
        name="email"
        autoComplete="email"
        autoFocus
        required
        error={refusal !== null}
        helperText={refusal?.message}
        slotProps={{ formHelperText: { role: 'alert' }, input: { sx: { fontSize: 16, height: 48 } } }}
      />
      <Button
        type="submit"
        variant="contained"
        size="large"
        loading={loading}
        disabled={email.trim() === '' || wait > 0}
      >
        {wait > 0 ? say('session.tryAgainIn', { seconds: wait }) : say('session.sendCode')}
      </Button>
      {wait > 0 && (
        <Button
          onClick={() => onSent({ email: email.trim(), resendAt: refusal?.againAt ?? 0, isResent: false })}
        >
          {say('session.haveCode')}
        </Button>
      )}
    </Stack>
  );
}
