import { Box, Card, Stack, Typography } from '@mui/material';
import { ListBase, useListContext } from 'react-admin';
import { ConfirmAction } from '../actions/confirm-action.tsx';
import { useFormat } from '../format/use-format.ts';
import { useSetSwitchMutation } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { useMay } from '../session/use-may.ts';
import { StateChip } from '../states/state-chip.tsx';
import { ListBody } from '../ui/list-body.tsx';
import { PageFrame } from '../ui/page-frame.tsx';
import type { SwitchRow } from './switch.reader.ts';

/** Parts of the shop that can be stopped and started without a deploy. */
export function SwitchList() {
  const say = useSay();
  return (
    <ListBase perPage={100}>
      <PageFrame title={say('switches.title')}>
        <Typography sx={{ color: 'text.secondary' }}>{say('switches.lead')}</Typography>
        <Card>
          <ListBody isWhole emptyText={say('switches.empty')} noneText={say('switches.empty')}>
            <Switches />
          </ListBody>
        </Card>
      </PageFrame>
    </ListBase>
  );
}

function Switches() {
  const { data } = useListContext<SwitchRow & { id: string }>();
  return data?.map((each) => <SwitchEntry key={each.name} row={each} />);
}

const supplierPrefix = 'SUPPLIER:';

/** A switch's own words: what it is called, and what stops. */
function useSwitchWords({ name }: SwitchRow): { title: string; stops: string } {
  const say = useSay();
  if (name === 'PURCHASES' || name === 'MAIL')
    return { title: say(`switches.${name}.title`), stops: say(`switches.${name}.stops`) };
  const supplier = name.startsWith(supplierPrefix) ? name.slice(supplierPrefix.length) : name;
  return { title: say('switches.SUPPLIER.title', { supplier }), stops: say('switches.SUPPLIER.stops') };
}

function SwitchEntry({ row }: { row: SwitchRow }) {
  const say = useSay();
  const may = useMay();
  const { dateTime } = useFormat();
  const { title, stops } = useSwitchWords(row);
  return (
    <Box
      component="article"
      aria-label={title}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        gap: 2,
        alignItems: 'center',
        px: 2,
        py: 1.5,
        '&:not(:first-of-type)': { borderTop: 1, borderColor: 'divider' },
      }}
    >
      <Stack sx={{ gap: 0.5, flex: '1 1 320px', minWidth: 0, overflowWrap: 'anywhere' }}>
        <Stack direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
          <Typography variant="h2">{title}</Typography>
          <StateChip kind="switch" state={row.isOn ? 'ON' : 'OFF'} />
        </Stack>
        <Typography sx={{ color: 'text.secondary' }}>{stops}</Typography>
        {row.changedAt && (
          <Typography variant="body2">
            {say('switches.changed', {
              who: row.changedBy ?? '–',
              at: dateTime(row.changedAt),
              reason: row.reason ?? '–',
            })}
          </Typography>
        )}
      </Stack>
      {may('setSwitch') && <SwitchAction row={row} title={title} stops={stops} />}
    </Box>
  );
}

function SwitchAction({ row, title, stops }: { row: SwitchRow; title: string; stops: string }) {
  const say = useSay();
  const [set] = useSetSwitchMutation();
  const isOn = !row.isOn;
  return (
    <ConfirmAction
      label={say(isOn ? 'switches.turnOn' : 'switches.turnOff')}
      color={isOn ? 'primary' : 'error'}
      title={say(isOn ? 'switches.turnOnTitle' : 'switches.turnOffTitle', { title })}
      text={isOn ? say('switches.turnOnText') : stops}
      confirmLabel={say(isOn ? 'switches.turnOn' : 'switches.turnOff')}
      isGrave={!isOn}
      asksReason
      perform={async (reason) => (await set({ variables: { name: row.name, isOn, reason } })).data?.setSwitch}
      done={say(isOn ? 'switches.isOn' : 'switches.isOff', { title })}
    />
  );
}
