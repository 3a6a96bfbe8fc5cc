import { Alert, Box, Button, Link, Skeleton, Stack, Typography } from '@mui/material';
import { useNotify, useRefresh } from 'react-admin';
import { Link as RouterLink } from 'react-router';
import { useAction } from '../actions/use-action.ts';
import { answerOf } from '../api/answer.ts';
import { useFormat } from '../format/use-format.ts';
import {
  type LedgerCheckWholeFragment,
  useLastLedgerCheckQuery,
  useRunLedgerCheckMutation,
} from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemNote, StaleNote } from '../ui/problem-note.tsx';

/** Whether the books agree with themselves, with the shop and with Stripe, as of the last look. */
export function CheckPanel() {
  const say = useSay();
  const notify = useNotify();
  const refresh = useRefresh();
  const query = useLastLedgerCheckQuery({ fetchPolicy: 'no-cache' });
  const [check] = useRunLedgerCheckMutation();
  const { run, isBusy, refusal } = useAction();
  const again = () => query.refetch().catch(() => undefined);
  const look = async () => {
    if (!(await run(async () => (await check()).data?.runLedgerCheck))) return;
    await again();
    // What Stripe told meanwhile is booked by now: the balances below are read again too.
    refresh();
    notify(say('ledger.check.done'), { type: 'success' });
  };
  const answer = answerOf(query);
  return (
    <Panel title={say('ledger.check.title')}>
      <Stack sx={{ gap: 1.5, alignItems: 'flex-start' }}>
        {!answer && query.error && <ProblemNote error={query.error} onRetry={() => void again()} />}
        {!answer && !query.error && <Skeleton variant="rounded" height={48} width="100%" aria-busy />}
        {answer && query.error && <StaleNote error={query.error} onRetry={() => void again()} />}
        {answer && <LastCheck check={answer.ledgerCheck} />}
        {refusal && <Alert severity="error">{refusal.message}</Alert>}
        <Button variant="outlined" loading={isBusy} onClick={() => void look()}>
          {say('ledger.check.run')}
        </Button>
      </Stack>
    </Panel>
  );
}

function LastCheck({ check }: { check: LedgerCheckWholeFragment | null }) {
  const say = useSay();
  const { dateTime, number } = useFormat();
  if (!check) return <Typography>{say('ledger.check.never')}</Typography>;
  return (
    <>
      <Alert severity={check.isClean ? 'success' : 'error'} sx={{ width: '100%' }}>
        {check.isClean
          ? say('ledger.check.clean', { entries: number(check.entries) })
          : say('ledger.check.findings', { smart_count: check.findingCount })}
        <Typography variant="body2">
          {say(check.isStripeAsked ? 'ledger.check.atWithStripe' : 'ledger.check.at', {
            at: dateTime(check.finishedAt),
          })}
        </Typography>
      </Alert>
      {check.findingCount > check.findings.length && (
        <Typography>{say('ledger.check.first', { count: number(check.findings.length) })}</Typography>
      )}
      {check.findings.map((finding) => (
        <Finding key={`${finding.code} ${finding.subject}`} finding={finding} />
      ))}
    </>
  );
}

function Finding({ finding }: { finding: LedgerCheckWholeFragment['findings'][number] }) {
  const say = useSay();
  const { money } = useFormat();
  const { code, subject, orderNumber, message, todo, expected, actual } = finding;
  return (
    <Box component="article" sx={{ overflowWrap: 'anywhere' }}>
      <Typography sx={{ fontWeight: 600 }}>{message}</Typography>
      {expected && actual && (
        <Typography>
          {say('ledger.check.difference', { expected: money(expected), actual: money(actual) })}
        </Typography>
      )}
      <Typography>{todo}</Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {orderNumber ? (
          <Link component={RouterLink} to={`/orders/${orderNumber}/show`}>
            {orderNumber}
          </Link>
        ) : (
          subject
        )}{' '}
        · {code}
      </Typography>
    </Box>
  );
}
