import { Box } from '@mui/material';
import {
  AppBar,
  Layout,
  type LayoutProps,
  LoadingIndicator,
  LocalesMenuButton,
  ToggleThemeButton,
} from 'react-admin';
import { Brand } from './brand.tsx';
import { BrokenPage } from './broken-page.tsx';
import { DeskMenu } from './desk-menu.tsx';
import { PersonMenu } from './person-menu.tsx';
import { SandboxBanner } from './sandbox-banner.tsx';

/** The frame of every page of the desk. */
export const DeskLayout = ({ children }: LayoutProps) => (
  <Layout appBar={DeskBar} menu={DeskMenu} appBarAlwaysOn error={BrokenPage}>
    <SandboxBanner />
    {children}
  </Layout>
);

const DeskBar = () => (
  <AppBar alwaysOn toolbar={<Tools />} userMenu={<PersonMenu />}>
    <Box sx={{ flexGrow: 1, minWidth: 0 }}>
      <Brand isCompact />
    </Box>
  </AppBar>
);

const Tools = () => (
  <>
    <LocalesMenuButton />
    <ToggleThemeButton />
    <LoadingIndicator />
  </>
);
