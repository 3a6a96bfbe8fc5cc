import { Box, Stack, Typography } from '@mui/material';
import { useFormat } from '../format/use-format.ts';
import { useSay } from '../i18n/use-say.ts';
import { staffRolesOf } from '../session/rights.ts';
import { Entry } from '../ui/entry.tsx';
import type { AuditRow } from './audit.reader.ts';

/** One thing that somebody did: to what, why, and what was different before. */
export function AuditEntry({ entry }: { entry: AuditRow }) {
  const say = useSay();
  const { dateTimeExact } = useFormat();
  const roles = staffRolesOf(entry.roles).map((role) => say(`roles.${role}`));
  return (
    <Entry>
      <Box
        sx={{
          display: 'grid',
          gap: { xs: 0.5, md: 2 },
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '190px minmax(0, 1fr) minmax(0, 1fr)' },
        }}
      >
        <Typography
          component="time"
          variant="body2"
          dateTime={entry.at}
          sx={{ color: 'text.secondary', fontVariantNumeric: 'tabular-nums' }}
        >
          {dateTimeExact(entry.at)}
        </Typography>
        <Stack sx={{ gap: 0.25, minWidth: 0 }}>
          <Typography sx={{ fontWeight: 600 }}>
            <code>{entry.action}</code> {entry.subjectLabel ?? entry.subjectId}
          </Typography>
          <Typography>{entry.actor}</Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {[...roles, entry.ip].filter(Boolean).join(' · ')}
          </Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>
            {entry.subjectType} {entry.subjectId} · {say('orders.timeline.request', { id: entry.requestId })}
          </Typography>
        </Stack>
        <Stack sx={{ gap: 0.5, minWidth: 0 }}>
          {entry.reason && <Typography>{say('orders.timeline.reason', { reason: entry.reason })}</Typography>}
          <Changes changes={entry.changes} />
        </Stack>
      </Box>
    </Entry>
  );
}

/** What was, struck through, and what is: readable without colour. */
function Changes({ changes }: { changes: AuditRow['changes'] }) {
  return changes.map(({ field, before, after }) => (
    <Typography key={field} variant="body2" component="div">
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {field}:{' '}
      </Box>
      <Box component="del" sx={({ palette }) => ({ color: palette.tones.lost.ink })}>
        {before ?? '–'}
      </Box>
      {' → '}
      <Box component="ins" sx={({ palette }) => ({ color: palette.tones.ready.ink, textDecoration: 'none' })}>
        {after ?? '–'}
      </Box>
    </Typography>
  ));
}
