import Key from '@mui/icons-material/KeyOutlined';
import Logout from '@mui/icons-material/Logout';
import { Box, Divider, ListItemIcon, ListItemText, MenuItem, Typography, useMediaQuery } from '@mui/material';
import type { Theme } from '@mui/material/styles';
import { UserMenu, useLogout, useUserMenu } from 'react-admin';
import { Link as RouterLink } from 'react-router';
import { useSay } from '../i18n/use-say.ts';
import { staffRolesOf } from '../session/rights.ts';
import { useViewer } from '../session/viewer.ts';

/** Who is at the desk, as what, and the way out. */
export function PersonMenu() {
  const say = useSay();
  const logout = useLogout();
  const isWide = useMediaQuery<Theme>((theme) => theme.breakpoints.up('sm'));
  const { email, name, roles } = useViewer();
  return (
    // The button is named by what it shows: the person where there is room, else an icon.
    <UserMenu label={isWide ? (name ?? email) : 'ra.auth.user_menu'}>
      <Box component="li" sx={{ px: 2, py: 1, maxWidth: 320 }}>
        <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{name ?? email}</Typography>
        {name && <Typography sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>{email}</Typography>}
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {staffRolesOf(roles)
            .map((role) => say(`roles.${role}`))
            .join(', ')}
        </Typography>
      </Box>
      <Divider component="li" />
      <AccessItem />
      <MenuItem onClick={() => void logout()}>
        <ListItemIcon>
          <Logout fontSize="small" />
        </ListItemIcon>
        <ListItemText>{say('session.signOut')}</ListItemText>
      </MenuItem>
    </UserMenu>
  );
}

/** The way to one's own second factor and sessions. */
function AccessItem() {
  const say = useSay();
  const { onClose } = useUserMenu() ?? {};
  return (
    <MenuItem component={RouterLink} to="/access" onClick={() => onClose?.()}>
      <ListItemIcon>
        <Key fontSize="small" />
      </ListItemIcon>
      <ListItemText>{say('access.title')}</ListItemText>
    </MenuItem>
  );
}
