import { Checkbox, FormControl, FormControlLabel, FormGroup, FormLabel, TextField } from '@mui/material';
import { useState } from 'react';
import { useNotify, useRefresh } from 'react-admin';
import { ActionDialog } from '../actions/action-dialog.tsx';
import { isReason, ReasonField } from '../actions/reason-field.tsx';
import { useAction } from '../actions/use-action.ts';
import { type StaffRole, useSetStaffRolesMutation } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import type { StaffRow } from './staff.reader.ts';

const allRoles: readonly StaffRole[] = ['SUPPORT', 'CATALOG', 'FINANCE', 'ADMIN'];

interface RolesDialogProps {
  /** Null invites somebody new. */
  member: StaffRow | null;
  onClose: () => void;
}

/** Gives a person exactly the roles that are ticked. */
export function RolesDialog({ member, onClose }: RolesDialogProps) {
  const say = useSay();
  const notify = useNotify();
  const refresh = useRefresh();
  const [email, setEmail] = useState(member?.email ?? '');
  const [roles, setRoles] = useState<readonly StaffRole[]>(member?.roles ?? []);
  const [reason, setReason] = useState('');
  const [set] = useSetStaffRolesMutation();
  const { run, isBusy, refusal } = useAction();
  const submit = async () => {
    const variables = { email: email.trim(), roles: [...roles], reason: reason.trim() };
    if (!(await run(async () => (await set({ variables })).data?.setStaffRoles))) return;
    onClose();
    notify(say('staff.roles.done'), { type: 'success' });
    refresh();
  };
  return (
    <ActionDialog
      title={member ? say('staff.roles.title', { email: member.email }) : say('staff.add')}
      text={say(member ? 'staff.roles.text' : 'staff.roles.inviteText')}
      confirmLabel={say(member ? 'staff.roles.confirm' : 'staff.roles.invite')}
      isGrave={member !== null && roles.length === 0}
      isBusy={isBusy}
      isReady={email.trim() !== '' && isReason(reason) && (member !== null || roles.length > 0)}
      refusal={refusal}
      onConfirm={() => void submit()}
      onClose={onClose}
    >
      {!member && (
        <TextField
          label={say('session.email')}
          type="email"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          autoFocus
          required
        />
      )}
      <RoleBoxes roles={roles} onChange={setRoles} isFirst={member !== null} />
      <ReasonField value={reason} onChange={setReason} />
    </ActionDialog>
  );
}

interface RoleBoxesProps {
  roles: readonly StaffRole[];
  onChange: (roles: readonly StaffRole[]) => void;
  isFirst: boolean;
}

function RoleBoxes({ roles, onChange, isFirst }: RoleBoxesProps) {
  const say = useSay();
  const toggle = (role: StaffRole) =>
    onChange(roles.includes(role) ? roles.filter((each) => each !== role) : [...roles, role]);
  return (
    <FormControl component="fieldset">
      <FormLabel component="legend">{say('staff.roles.label')}</FormLabel>
      <FormGroup>
        {allRoles.map((role, place) => (
          <FormControlLabel
            key={role}
            control={
              <Checkbox
                checked={roles.includes(role)}
                onChange={() => toggle(role)}
                autoFocus={isFirst && place === 0}
              />
            }
            label={`${say(`roles.${role}`)}: ${say(`staff.roles.may.${role}`)}`}
          />
        ))}
      </FormGroup>
    </FormControl>
  );
}
