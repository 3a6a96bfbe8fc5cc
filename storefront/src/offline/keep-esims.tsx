import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { answerOf } from '../api/answer.ts';
import { useEsimsToKeepQuery } from '../generated/graphql.ts';
import { saveEsims } from './saved-esims.ts';

/** While an eSIM is being prepared, its QR code is worth another look. */
const LOOK_AGAIN_MS = 4_000;

/**
 * Keeps the visitor's eSIMs on their device, each time they look at what is theirs. Not through the cache: pages show
 * the same list in parts.
 */
export function KeepEsims() {
  const { pathname } = useLocation();
  const query = useEsimsToKeepQuery({
    fetchPolicy: 'no-cache',
    ssr: false,
    skipPollAttempt: () => document.hidden,
  });
  const { refetch, startPolling, stopPolling } = query;
  const me = answerOf(query)?.me;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is another look
  useEffect(() => {
    // What cannot be read now stays as it was kept.
    refetch().catch(() => undefined);
  }, [pathname, refetch]);
  useEffect(() => {
    if (me) saveEsims(me.id, me.esims.nodes).catch(() => undefined);
  }, [me]);
  const isUnfinished = me?.esims.nodes.some(({ status }) => status === 'PROVISIONING') ?? false;
  useEffect(() => {
    if (!isUnfinished) return;
    startPolling(LOOK_AGAIN_MS);
    return stopPolling;
  }, [isUnfinished, startPolling, stopPolling]);
  return null;
}
