import { Box, Stack, Typography } from '@mui/material';
import { useFormat } from '../format/use-format.ts';
import type { AttemptFragment } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { StateChip } from '../states/state-chip.tsx';

/** The calls to suppliers for one eSIM, oldest first; folded away where there is nothing to decide. */
export function Attempts({ attempts }: { attempts: readonly AttemptFragment[] }) {
  const say = useSay();
  const last = attempts.at(-1);
  if (!last) return null;
  return (
    <Box component="details" open={last.outcome !== 'SUCCEEDED'} sx={{ mt: 0.5 }}>
      <Typography
        component="summary"
        variant="body2"
        sx={{ color: 'text.secondary', cursor: 'pointer', py: { xs: 1.75, sm: 0 } }}
      >
        {say('review.attempts', { smart_count: attempts.length })}
      </Typography>
      <Stack component="ol" sx={{ m: 0, mt: 1, pl: 0, gap: 1, listStyle: 'none' }}>
        {attempts.map((attempt) => (
          <Attempt key={attempt.id} attempt={attempt} />
        ))}
      </Stack>
    </Box>
  );
}

function Attempt({ attempt }: { attempt: AttemptFragment }) {
  const say = useSay();
  const { dateTimeExact } = useFormat();
  const { supplier, reference, errorCode, detail, waivedAt } = attempt;
  return (
    <Box component="li" sx={{ overflowWrap: 'anywhere' }}>
      <Stack direction="row" sx={{ columnGap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <StateChip kind="attempt" state={attempt.outcome} />
        <span>
          {supplier} · {reference}
        </span>
        <Typography component="span" variant="body2" sx={{ color: 'text.secondary' }}>
          {dateTimeExact(attempt.startedAt)}
        </Typography>
      </Stack>
      {(errorCode || detail) && (
        <Typography variant="body2">
          {errorCode && <code>{errorCode}</code>} {detail}
        </Typography>
      )}
      {waivedAt && (
        <Typography variant="body2">{say('review.waived', { at: dateTimeExact(waivedAt) })}</Typography>
      )}
    </Box>
  );
}
