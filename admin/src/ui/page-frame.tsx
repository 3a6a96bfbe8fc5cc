import ChevronLeft from '@mui/icons-material/ChevronLeft';
import { Link, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Link as RouterLink } from 'react-router';
import { useSay } from '../i18n/use-say.ts';

interface PageFrameProps {
  title: string;
  /** The list that this page is part of. */
  parent?: { label: string; to: string };
  /** What stands under the title, before the page's own parts. */
  lead?: ReactNode;
  /** What the page can do, at the end of the title's line. */
  actions?: ReactNode;
  children?: ReactNode;
}

/** A page of the desk: its title on the page and in the browser's tab, its actions, its parts. */
export function PageFrame({ title, parent, lead, actions, children }: PageFrameProps) {
  const say = useSay();
  return (
    <Stack sx={{ gap: 2, p: { xs: 2, sm: 3 }, minWidth: 0 }}>
      <title>{say('desk.pageTitle', { page: title })}</title>
      <Stack
        direction="row"
        sx={{ alignItems: 'center', justifyContent: 'space-between', gap: 2, flexWrap: 'wrap' }}
      >
        <Stack sx={{ gap: 0.5, minWidth: 0 }}>
          {parent && (
            <Link
              component={RouterLink}
              to={parent.to}
              variant="body2"
              sx={{ display: 'inline-flex', alignItems: 'center' }}
            >
              <ChevronLeft aria-hidden sx={{ fontSize: 18, ml: -0.5 }} />
              {parent.label}
            </Link>
          )}
          <Typography variant="h1">{title}</Typography>
          {lead}
        </Stack>
        {actions}
      </Stack>
      {children}
    </Stack>
  );
}
