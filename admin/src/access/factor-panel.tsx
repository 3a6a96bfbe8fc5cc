import { useApolloClient } from '@apollo/client/react';
import { Button, Stack, Typography } from '@mui/material';
import { useState } from 'react';
import { DialogButton } from '../actions/dialog-button.tsx';
import {
  type SecondFactorState,
  useDisableSecondFactorMutation,
  useRenewRecoveryCodesMutation,
} from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { Enrolment } from '../session/enrolment.tsx';
import { RecoveryCodes } from '../session/recovery-codes.tsx';
import { setViewer, useViewer } from '../session/viewer.ts';
import { Panel } from '../ui/panel.tsx';
import { CodeDialog } from './code-dialog.tsx';

/** The own second factor: set up, renewed, turned off. */
export function FactorPanel() {
  const say = useSay();
  const client = useApolloClient();
  const viewer = useViewer();
  const [isSettingUp, setIsSettingUp] = useState(false);
  const move = (secondFactor: SecondFactorState) => setViewer(client, { ...viewer, secondFactor });
  if (isSettingUp) {
    return (
      <Panel title={say('access.factor')}>
        <Enrolment
          onDone={() => {
            setIsSettingUp(false);
            move('PASSED');
          }}
        />
        <Button sx={{ mt: 1 }} onClick={() => setIsSettingUp(false)}>
          {say('actions.cancel')}
        </Button>
      </Panel>
    );
  }
  const isOn = viewer.secondFactor === 'PASSED';
  return (
    <Panel title={say('access.factor')}>
      <Stack sx={{ gap: 2, alignItems: 'flex-start' }}>
        <Typography>{say(isOn ? 'access.factorOn' : 'access.factorOff')}</Typography>
        {isOn ? (
          <FactorActions onState={move} />
        ) : (
          <Button variant="contained" onClick={() => setIsSettingUp(true)}>
            {say('access.setUp')}
          </Button>
        )}
      </Stack>
    </Panel>
  );
}

function FactorActions({ onState }: { onState: (state: SecondFactorState) => void }) {
  const say = useSay();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [renew] = useRenewRecoveryCodesMutation();
  const [disable] = useDisableSecondFactorMutation();
  if (codes) return <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />;
  return (
    <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap' }}>
      <DialogButton label={say('access.renew')}>
        {(close) => (
          <CodeDialog
            title={say('access.renew')}
            text={say('access.renewText')}
            confirmLabel={say('access.renewConfirm')}
            perform={async (code) => (await renew({ variables: { code } })).data?.renewRecoveryCodes}
            onDone={(renewed) => setCodes(renewed.codes)}
            onClose={close}
          />
        )}
      </DialogButton>
      <DialogButton label={say('access.turnOff')} color="error">
        {(close) => (
          <CodeDialog
            title={say('access.turnOff')}
            text={say('access.turnOffText')}
            confirmLabel={say('access.turnOffConfirm')}
            isGrave
            perform={async (code) => (await disable({ variables: { code } })).data?.disableSecondFactor}
            onDone={({ state }) => onState(state)}
            onClose={close}
          />
        )}
      </DialogButton>
    </Stack>
  );
}
