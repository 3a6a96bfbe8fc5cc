import { Box, Typography } from '@mui/material';
import { Menu } from 'react-admin';
import { type MessageKey, useSay } from '../i18n/use-say.ts';
import { mayDo, type Part } from '../session/rights.ts';
import { useViewer } from '../session/viewer.ts';

/** The parts of the desk, in the order of a working day; a group that is nobody's work here is left out. */
const groups: readonly { title: MessageKey | null; parts: readonly Part[] }[] = [
  { title: null, parts: ['review', 'orders', 'payments', 'stripe-events', 'ledger', 'stock-levels'] },
  { title: 'desk.groups.shop', parts: ['alerts', 'job-runs', 'dead-letters', 'switches'] },
  { title: 'desk.groups.people', parts: ['staff', 'audit-log'] },
];

/** The way to each part of the desk that is this person's work. */
export function DeskMenu() {
  const say = useSay();
  const { roles } = useViewer();
  const own = groups
    .map(({ title, parts }) => ({ title, parts: parts.filter((part) => mayDo(roles, part, 'list')) }))
    .filter(({ parts }) => parts.length > 0);
  return (
    <Menu>
      <Menu.DashboardItem />
      {own.map(({ title, parts }) => (
        <Box key={title ?? ''} role="none">
          {title && (
            <Typography
              variant="body2"
              role="presentation"
              noWrap
              sx={{ px: 2, pt: 2, pb: 0.5, fontSize: '0.75rem', fontWeight: 600, color: 'text.secondary' }}
            >
              {say(title)}
            </Typography>
          )}
          {parts.map((part) => (
            <Menu.ResourceItem key={part} name={part} />
          ))}
        </Box>
      ))}
    </Menu>
  );
}
