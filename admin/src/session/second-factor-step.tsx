import { useApolloClient } from '@apollo/client/react';
import { Button, Stack, Typography } from '@mui/material';
import { useState } from 'react';
import { useLogout } from 'react-admin';
import { useAction } from '../actions/use-action.ts';
import { useVerifySecondFactorMutation } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { OuterFrame } from '../shell/outer-frame.tsx';
import { isWholeCode } from './code-input.ts';
import { FactorCodeField, isTyped } from './factor-code.tsx';
import { setViewer, type Viewer } from './viewer.ts';

/** The second step of signing in: a code of the authenticator, or one of the recovery codes. */
export function SecondFactorStep({ viewer }: { viewer: Viewer }) {
  const say = useSay();
  const logout = useLogout();
  const [isRecovery, setIsRecovery] = useState(false);
  const { code, setCode, submit, isBusy, problem } = useVerification(viewer);
  const swap = () => {
    setCode('');
    setIsRecovery(!isRecovery);
  };
  return (
    <OuterFrame>
      <title>{say('desk.pageTitle', { page: say('secondFactor.title') })}</title>
      <Stack
        component="form"
        noValidate
        sx={{ gap: 2 }}
        onSubmit={(event) => {
          event.preventDefault();
          void submit(code);
        }}
      >
        <Typography variant="h1">{say('secondFactor.title')}</Typography>
        <Typography sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
          {say(isRecovery ? 'secondFactor.recoveryHint' : 'secondFactor.hint', { email: viewer.email })}
        </Typography>
        <FactorCodeField
          value={code}
          problem={problem}
          isRecovery={isRecovery}
          onChange={(value) => {
            setCode(value);
            if (!isRecovery && isWholeCode(value) && value !== code) void submit(value);
          }}
        />
        <Button
          type="submit"
          variant="contained"
          size="large"
          loading={isBusy}
          disabled={!isTyped(code, isRecovery)}
        >
          {say('session.signIn')}
        </Button>
        <Button onClick={swap}>
          {say(isRecovery ? 'secondFactor.useCode' : 'secondFactor.useRecovery')}
        </Button>
        <Button onClick={() => void logout()}>{say('session.signOut')}</Button>
      </Stack>
    </OuterFrame>
  );
}

function useVerification(viewer: Viewer) {
  const client = useApolloClient();
  const [code, setCode] = useState('');
  const [verify] = useVerifySecondFactorMutation();
  const { run, isBusy, refusal } = useAction();
  const submit = async (value: string) => {
    const variables = { code: value.trim() };
    const passed = await run(async () => (await verify({ variables })).data?.verifySecondFactor);
    if (passed) setViewer(client, { ...viewer, secondFactor: passed.state });
    else setCode('');
  };
  return { code, setCode, submit, isBusy, problem: refusal?.message ?? null };
}
