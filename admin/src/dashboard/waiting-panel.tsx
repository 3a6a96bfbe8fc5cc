import ChevronRight from '@mui/icons-material/ChevronRight';
import TaskAlt from '@mui/icons-material/TaskAlt';
import { Box, ButtonBase, Skeleton, Stack, Typography } from '@mui/material';
import { Link as RouterLink } from 'react-router';
import { answerOf } from '../api/answer.ts';
import { useFormat } from '../format/use-format.ts';
import { type DeskWaitingQuery, useDeskWaitingQuery } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { useHoldText } from '../orders/use-hold-text.ts';
import { mayDo } from '../session/rights.ts';
import { useViewer } from '../session/viewer.ts';
import { Note } from '../ui/note.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemNote, StaleNote } from '../ui/problem-note.tsx';
import { waitingLooks } from './waiting-looks.ts';

const askAgainMs = 20_000;
type Item = DeskWaitingQuery['desk']['waiting'][number];

/** What needs a person now, each line leading to the list that shows it. */
export function WaitingPanel() {
  const say = useSay();
  const query = useDeskWaitingQuery({ pollInterval: askAgainMs, fetchPolicy: 'cache-and-network' });
  const items = answerOf(query)?.desk.waiting;
  const again = () => void query.refetch().catch(() => undefined);
  return (
    <Panel title={say('dashboard.waiting')}>
      {items && query.error && <StaleNote error={query.error} onRetry={again} />}
      {items ? (
        <Items items={items} />
      ) : query.error ? (
        <ProblemNote error={query.error} onRetry={again} />
      ) : (
        <Stack aria-busy sx={{ gap: 1 }}>
          <Skeleton variant="rounded" height={48} />
          <Skeleton variant="rounded" height={48} />
          <Skeleton variant="rounded" height={48} />
        </Stack>
      )}
    </Panel>
  );
}

function Items({ items }: { items: readonly Item[] }) {
  const say = useSay();
  if (items.length === 0) {
    return <Note icon={TaskAlt} title={say('dashboard.nothing')} text={say('dashboard.nothingText')} />;
  }
  return (
    <Box component="ul" sx={{ m: 0, mx: -1, p: 0, listStyle: 'none' }}>
      {items.map((item) => (
        <li key={`${item.kind} ${item.key}`}>
          <WaitingLine item={item} />
        </li>
      ))}
    </Box>
  );
}

function WaitingLine({ item }: { item: Item }) {
  const { roles } = useViewer();
  const look = waitingLooks[item.kind];
  const line = <LineContent item={item} isLink={mayDo(roles, look.part, 'list')} />;
  if (!mayDo(roles, look.part, 'list')) return line;
  return (
    <ButtonBase
      component={RouterLink}
      to={look.to(item.key)}
      sx={{
        display: 'block',
        width: '100%',
        borderRadius: 1,
        textAlign: 'left',
        '&:hover': { backgroundColor: 'action.hover' },
      }}
    >
      {line}
    </ButtonBase>
  );
}

function LineContent({ item, isLink }: { item: Item; isLink: boolean }) {
  const say = useSay();
  const { number, distance, deadline } = useFormat();
  const { icon: Icon, tone } = waitingLooks[item.kind];
  const title = useTitle(item);
  const times = [
    item.oldestAt && say('dashboard.oldest', { when: distance(item.oldestAt) }),
    item.dueAt && say('dashboard.due', { when: distance(item.dueAt), at: deadline(item.dueAt) }),
  ].filter(Boolean);
  return (
    <Stack component="span" direction="row" sx={{ alignItems: 'center', gap: 1.5, px: 1, minHeight: 52 }}>
      <Box
        component="span"
        aria-hidden
        sx={({ palette }) => ({
          display: 'grid',
          placeItems: 'center',
          flexShrink: 0,
          width: 36,
          height: 36,
          borderRadius: 1,
          color: palette.tones[tone].ink,
          backgroundColor: palette.tones[tone].soft,
        })}
      >
        <Icon sx={{ fontSize: 20 }} />
      </Box>
      <Box component="span" sx={{ flexGrow: 1, minWidth: 0 }}>
        <Typography component="span" sx={{ display: 'block', fontWeight: 600, overflowWrap: 'anywhere' }}>
          {title}
        </Typography>
        {times.length > 0 && (
          <Typography component="span" variant="body2" sx={{ display: 'block', color: 'text.secondary' }}>
            {times.join(' · ')}
          </Typography>
        )}
      </Box>
      <Typography
        component="span"
        sx={{ fontSize: '1.25rem', fontWeight: 700, fontVariantNumeric: 'tabular-nums' }}
      >
        {number(item.count)}
      </Typography>
      {isLink && <ChevronRight aria-hidden sx={{ color: 'text.secondary' }} />}
    </Stack>
  );
}

/** What waits, in words; of a kind that has several, which. */
function useTitle({ kind, key }: Item): string {
  const say = useSay();
  const holdText = useHoldText();
  if (kind === 'HOLD' && key) return holdText(key);
  const which = key === 'WARNING' || key === 'CRITICAL' ? say(`states.alert.${key}`) : key;
  return which ? `${say(`dashboard.kinds.${kind}`)} (${which})` : say(`dashboard.kinds.${kind}`);
}
