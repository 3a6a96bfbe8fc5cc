import { Box, Button, Card, CssBaseline, Skeleton, Stack } from '@mui/material';
import type { ReactNode } from 'react';
import { LocalesMenuButton, ToggleThemeButton } from 'react-admin';
import { useSay } from '../i18n/use-say.ts';
import { Brand } from './brand.tsx';
import { SandboxBanner } from './sandbox-banner.tsx';
import { useShop } from './use-shop.ts';

interface OuterFrameProps {
  isBusy?: boolean;
  /** Offers the sandbox's mailbox, where a mailed code can be read. */
  hasMailbox?: boolean;
  children?: ReactNode;
}

/** What stands before the desk: one quiet card for who is not in yet. */
export function OuterFrame({ isBusy = false, hasMailbox = false, children }: OuterFrameProps) {
  const say = useSay();
  const shop = useShop();
  const mailbox = hasMailbox ? shop?.mailboxUrl : null;
  return (
    <CssBaseline enableColorScheme>
      <Stack sx={{ minHeight: '100dvh', backgroundColor: 'background.default' }}>
        <header>
          <SandboxBanner />
          <Stack direction="row" sx={{ alignItems: 'center', px: 2, py: 1, color: 'text.primary' }}>
            <Box sx={{ flexGrow: 1 }}>
              <Brand />
            </Box>
            <LocalesMenuButton />
            <ToggleThemeButton />
          </Stack>
        </header>
        <Stack
          component="main"
          sx={{ flexGrow: 1, alignItems: 'center', px: 2, pt: { xs: 2, sm: 8 }, pb: 4 }}
        >
          <Card sx={{ width: '100%', maxWidth: 440, p: { xs: 2.5, sm: 4 } }}>
            <Stack aria-busy={isBusy} sx={{ gap: 2 }}>
              {isBusy ? <CardSkeleton /> : children}
              {mailbox && (
                <Button href={mailbox} target="_blank" rel="noreferrer" variant="outlined">
                  {say('desk.mailbox')}
                </Button>
              )}
            </Stack>
          </Card>
        </Stack>
      </Stack>
    </CssBaseline>
  );
}

const CardSkeleton = () => (
  <>
    <Skeleton height={36} width="70%" />
    <Skeleton height={20} />
    <Skeleton variant="rounded" height={48} />
    <Skeleton variant="rounded" height={44} />
  </>
);
