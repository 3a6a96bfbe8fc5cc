import { Alert, Box, Button, Skeleton, Stack, Typography } from '@mui/material';
import { useEffect, useRef, useState } from 'react';
import type { Done } from '../actions/outcome.ts';
import { useAction } from '../actions/use-action.ts';
import {
  type BeginSecondFactorMutation,
  useBeginSecondFactorMutation,
  useConfirmSecondFactorMutation,
} from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { CodeField } from './code-field.tsx';
import { isWholeCode } from './code-input.ts';
import { RecoveryCodes } from './recovery-codes.tsx';

type Secret = Done<BeginSecondFactorMutation['beginSecondFactor']>;

/** Sets a second factor up: scan, type a first code, keep the recovery codes. */
export function Enrolment({ onDone }: { onDone: () => void }) {
  const say = useSay();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const { secret, problem, again } = useSecret();
  if (codes) return <RecoveryCodes codes={codes} onKept={onDone} />;
  if (problem) {
    return (
      <Alert severity="error" action={<Button onClick={again}>{say('problem.again')}</Button>}>
        {problem}
      </Alert>
    );
  }
  return (
    <Stack sx={{ gap: 2 }}>
      <Typography sx={{ color: 'text.secondary' }}>{say('secondFactor.scan')}</Typography>
      {secret ? <SecretCode secret={secret} /> : <Skeleton variant="rounded" height={260} aria-busy />}
      <FirstCode onConfirmed={setCodes} />
    </Stack>
  );
}

/** A secret is made once for each time this is opened; React's second run in development makes none. */
function useSecret() {
  const [secret, setSecret] = useState<Secret | null>(null);
  const [begin] = useBeginSecondFactorMutation();
  const { run, refusal } = useAction();
  const isAsked = useRef(false);
  const ask = async () => setSecret(await run(async () => (await begin()).data?.beginSecondFactor));
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for once
  useEffect(() => {
    if (isAsked.current) return;
    isAsked.current = true;
    void ask();
  }, []);
  return { secret, problem: refusal?.message ?? null, again: () => void ask() };
}

function SecretCode({ secret }: { secret: Secret }) {
  const say = useSay();
  return (
    <Stack sx={{ gap: 1, alignItems: 'center' }}>
      {/* A camera needs dark on white in the dark theme too. */}
      <Box sx={{ p: 1, borderRadius: 1, backgroundColor: '#fff' }}>
        <Box
          component="img"
          src={secret.qrCode}
          alt={say('secondFactor.qr')}
          sx={{ display: 'block', width: 180, height: 180, imageRendering: 'pixelated' }}
        />
      </Box>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {say('secondFactor.secret')}
      </Typography>
      <Typography component="code" sx={{ overflowWrap: 'anywhere', textAlign: 'center', fontWeight: 600 }}>
        {secret.secret}
      </Typography>
    </Stack>
  );
}

function FirstCode({ onConfirmed }: { onConfirmed: (codes: readonly string[]) => void }) {
  const say = useSay();
  const [code, setCode] = useState('');
  const [confirm] = useConfirmSecondFactorMutation();
  const { run, isBusy, refusal } = useAction();
  const submit = async () => {
    const kept = await run(async () => (await confirm({ variables: { code } })).data?.confirmSecondFactor);
    if (kept) onConfirmed(kept.codes);
    else setCode('');
  };
  return (
    <Stack
      component="form"
      noValidate
      sx={{ gap: 2 }}
      onSubmit={(event) => {
        event.preventDefault();
        if (isWholeCode(code)) void submit();
      }}
    >
      <CodeField value={code} onChange={setCode} problem={refusal?.message ?? null} />
      <Button type="submit" variant="contained" size="large" loading={isBusy} disabled={!isWholeCode(code)}>
        {say('secondFactor.turnOn')}
      </Button>
    </Stack>
  );
}
