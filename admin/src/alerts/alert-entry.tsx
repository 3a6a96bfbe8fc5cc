import { Button, Stack, Typography } from '@mui/material';
import { Link as RouterLink } from 'react-router';
import { ConfirmAction } from '../actions/confirm-action.tsx';
import { useFormat } from '../format/use-format.ts';
import { useAcknowledgeAlertMutation, useSettleAlertMutation } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { mayDo } from '../session/rights.ts';
import { useViewer } from '../session/viewer.ts';
import { StateChip } from '../states/state-chip.tsx';
import { Entry } from '../ui/entry.tsx';
import type { AlertRow } from './alert.reader.ts';
import { placeOf } from './alert-place.ts';

/** One alert: what happened, since when, who looks at it, and what can be done. */
export function AlertEntry({ alert }: { alert: AlertRow }) {
  return (
    <Entry isSplit>
      <Stack sx={{ gap: 0.5, minWidth: 0, flex: '1 1 320px' }}>
        <Stack direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
          <StateChip kind="alert" state={alert.severity} />
          <Typography sx={{ fontWeight: 600 }}>{alert.subject}</Typography>
          {/* What the runbook calls it. */}
          <Typography variant="body2" component="code" sx={{ color: 'text.secondary' }}>
            {alert.kind}
          </Typography>
        </Stack>
        {alert.lines.map((line) => (
          <Typography key={line}>{line}</Typography>
        ))}
        <Times alert={alert} />
      </Stack>
      <AlertActions alert={alert} />
    </Entry>
  );
}

function Times({ alert }: { alert: AlertRow }) {
  const say = useSay();
  const { dateTime } = useFormat();
  const lines = [
    say('alerts.raised', { at: dateTime(alert.raisedAt) }),
    alert.count > 1 && say('alerts.again', { count: alert.count, at: dateTime(alert.lastRaisedAt) }),
    alert.acknowledgedAt &&
      say('alerts.acknowledged', {
        who: alert.acknowledgedBy ?? '',
        at: dateTime(alert.acknowledgedAt),
      }),
    alert.settledAt && say('alerts.settled', { who: alert.settledBy ?? '', at: dateTime(alert.settledAt) }),
    alert.settleReason && say('orders.timeline.reason', { reason: alert.settleReason }),
  ].filter(Boolean);
  return (
    <Typography variant="body2" sx={{ color: 'text.secondary' }}>
      {lines.join(' · ')}
    </Typography>
  );
}

function AlertActions({ alert }: { alert: AlertRow }) {
  const say = useSay();
  const [acknowledge] = useAcknowledgeAlertMutation();
  const [settle] = useSettleAlertMutation();
  const { roles } = useViewer();
  const { id, path } = alert;
  const place = placeOf(path);
  const isOpen = alert.settledAt === null;
  return (
    <Stack direction="row" sx={{ gap: 1, alignItems: 'flex-start', flexWrap: 'wrap' }}>
      {place && mayDo(roles, place.part, 'list') && (
        <Button component={RouterLink} to={place.to} variant="outlined">
          {say('alerts.look')}
        </Button>
      )}
      {isOpen && alert.acknowledgedAt === null && (
        <ConfirmAction
          label={say('alerts.acknowledge')}
          title={say('alerts.acknowledge')}
          text={say('alerts.acknowledgeText')}
          confirmLabel={say('alerts.acknowledgeConfirm')}
          perform={async () => (await acknowledge({ variables: { id } })).data?.acknowledgeAlert}
          done={say('alerts.acknowledgeDone')}
        />
      )}
      {isOpen && (
        <ConfirmAction
          label={say('alerts.settle')}
          title={say('alerts.settleTitle')}
          text={say('alerts.settleText')}
          confirmLabel={say('alerts.settleConfirm')}
          asksReason
          perform={async (reason) => (await settle({ variables: { id, reason } })).data?.settleAlert}
          done={say('alerts.settleDone')}
        />
      )}
    </Stack>
  );
}
