import { Stack, Typography } from '@mui/material';
import { ConfirmAction } from '../actions/confirm-action.tsx';
import { DialogButton } from '../actions/dialog-button.tsx';
import { useFormat } from '../format/use-format.ts';
import { useResetSecondFactorMutation } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { useViewer } from '../session/viewer.ts';
import { ToneChip } from '../states/tone-chip.tsx';
import { Entry } from '../ui/entry.tsx';
import { RolesDialog } from './roles-dialog.tsx';
import { SessionsDialog } from './sessions-dialog.tsx';
import type { StaffRow } from './staff.reader.ts';
import { useFactorLook } from './use-factor-look.ts';

/** One person of staff, and what an administrator can do for them. */
export function StaffEntry({ member }: { member: StaffRow }) {
  return (
    <Entry label={member.email} isSplit align="center">
      <Person member={member} />
      <MemberActions member={member} />
    </Entry>
  );
}

function Person({ member }: { member: StaffRow }) {
  const say = useSay();
  const { dateTime } = useFormat();
  const look = useFactorLook(member);
  const seen = member.isInvited
    ? say('staff.invited', {
        at: member.invitedAt ? dateTime(member.invitedAt) : '–',
        until: member.invitationEndsAt ? dateTime(member.invitationEndsAt) : '–',
      })
    : member.lastSignInAt && say('staff.lastSignIn', { at: dateTime(member.lastSignInAt) });
  return (
    <Stack sx={{ gap: 0.5, minWidth: 0, flex: '1 1 300px' }}>
      <Typography sx={{ fontWeight: 600 }}>
        {member.name ? `${member.name} · ${member.email}` : member.email}
      </Typography>
      <Stack direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <span>{member.roles.map((role) => say(`roles.${role}`)).join(', ') || say('staff.noRole')}</span>
        {!member.isInvited && <ToneChip {...look} />}
      </Stack>
      {seen && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {seen}
        </Typography>
      )}
    </Stack>
  );
}

function MemberActions({ member }: { member: StaffRow }) {
  const say = useSay();
  const { email } = useViewer();
  const [reset] = useResetSecondFactorMutation();
  const isSelf = member.email === email;
  return (
    <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap' }}>
      <DialogButton label={say('staff.roles.open')}>
        {(close) => <RolesDialog member={member} onClose={close} />}
      </DialogButton>
      {!member.isInvited && (
        <DialogButton label={say('staff.sessions.open')}>
          {(close) => <SessionsDialog email={member.email} onClose={close} />}
        </DialogButton>
      )}
      {member.hasSecondFactor && !isSelf && (
        <ConfirmAction
          label={say('staff.reset.open')}
          color="error"
          title={say('staff.reset.title', { email: member.email })}
          text={say('staff.reset.text')}
          confirmLabel={say('staff.reset.confirm')}
          isGrave
          asksReason
          perform={async (reason) =>
            (await reset({ variables: { email: member.email, reason } })).data?.resetSecondFactor
          }
          done={say('staff.reset.done')}
        />
      )}
    </Stack>
  );
}
