import { Box, Typography } from '@mui/material';
import { useFormat } from '../format/use-format.ts';
import type { TimelineEntryFragment } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { Panel } from '../ui/panel.tsx';
import { lookOf } from './timeline-looks.ts';

/** Everything that happened to an order, newest first: what, when, by whom, why. */
export function TimelinePanel({ timeline }: { timeline: readonly TimelineEntryFragment[] }) {
  const say = useSay();
  return (
    <Panel title={say('orders.show.timeline')}>
      <Box component="ol" reversed sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {timeline.toReversed().map((entry, place, entries) => (
          <Entry
            key={entry.id}
            entry={entry}
            isSameRequest={entry.requestId === entries[place - 1]?.requestId}
          />
        ))}
      </Box>
    </Panel>
  );
}

interface EntryProps {
  entry: TimelineEntryFragment;
  /** The request that did this is told of already. */
  isSameRequest: boolean;
}

function Entry({ entry, isSameRequest }: EntryProps) {
  const { dateTimeExact } = useFormat();
  const { tone, icon: Icon } = lookOf(entry);
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: '28px minmax(0, 1fr)',
        columnGap: 1.5,
        // The line from one entry to the one before it.
        '&:not(:last-of-type) .thread': { flexGrow: 1, width: 2, backgroundColor: 'divider' },
      }}
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', alignItems: 'center' }}>
        <Box
          aria-hidden
          sx={({ palette }) => ({
            display: 'grid',
            placeItems: 'center',
            width: 28,
            height: 28,
            borderRadius: '50%',
            color: palette.tones[tone].ink,
            backgroundColor: palette.tones[tone].soft,
          })}
        >
          <Icon sx={{ fontSize: 16 }} />
        </Box>
        <span className="thread" />
      </Box>
      <Box sx={{ pb: 2, minWidth: 0, overflowWrap: 'anywhere' }}>
        <Box
          sx={{
            display: 'flex',
            justifyContent: 'space-between',
            flexWrap: 'wrap',
            columnGap: 2,
            minHeight: 28,
            alignItems: 'center',
          }}
        >
          <Typography sx={{ fontWeight: 600 }}>{entry.text}</Typography>
          <Typography
            component="time"
            variant="body2"
            dateTime={entry.at}
            sx={{ color: 'text.secondary', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}
          >
            {dateTimeExact(entry.at)}
          </Typography>
        </Box>
        <Details entry={entry} isSameRequest={isSameRequest} />
      </Box>
    </Box>
  );
}

function Details({ entry, isSameRequest }: EntryProps) {
  const say = useSay();
  const { type, from, to, reason, requestId, actor } = entry;
  const moved = [from, to].filter((state) => state !== null).join(' → ');
  return (
    <>
      {reason && <Typography>{say('orders.timeline.reason', { reason })}</Typography>}
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        <span title={actor.email ?? undefined}>{actor.name}</span>
        {actor.email && actor.email !== actor.name && ` (${actor.email})`}
        {' · '}
        {type}
        {moved && ` ${moved}`}
      </Typography>
      {requestId && !isSameRequest && (
        <Typography variant="body2" component="div" sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>
          {say('orders.timeline.request', { id: requestId })}
        </Typography>
      )}
    </>
  );
}
