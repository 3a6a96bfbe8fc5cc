import Science from '@mui/icons-material/ScienceOutlined';
import { Box, Link } from '@mui/material';
import { useSay } from '../i18n/use-say.ts';
import { useShop } from './use-shop.ts';

/** Says on each page that nothing here is real money, and where the mails can be read. */
export function SandboxBanner() {
  const say = useSay();
  const shop = useShop();
  if (!shop?.isSandbox) return null;
  return (
    <Box
      role="note"
      sx={({ palette }) => ({
        display: 'flex',
        alignItems: 'center',
        justifyContent: 'center',
        flexWrap: 'wrap',
        columnGap: 1,
        px: 2,
        py: 0.5,
        fontSize: '0.8125rem',
        fontWeight: 500,
        color: palette.tones.wait.ink,
        backgroundColor: palette.tones.wait.soft,
      })}
    >
      <Science aria-hidden sx={{ fontSize: 16 }} />
      {say('desk.sandbox')}
      {shop.mailboxUrl && (
        <Link
          href={shop.mailboxUrl}
          target="_blank"
          rel="noreferrer"
          color="inherit"
          sx={{ fontWeight: 600 }}
        >
          {say('desk.mailbox')}
        </Link>
      )}
    </Box>
  );
}
