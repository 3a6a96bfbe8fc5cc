import { useRef, useState } from 'react';
import { useNotify, useRefresh } from 'react-admin';
import { useSay } from '../i18n/use-say.ts';
import { useViewer } from '../session/viewer.ts';
import type { HeldRequests } from './held-requests.ts';
import { useAction } from './use-action.ts';

interface KeyedRequest<Draft> {
  held: HeldRequests<Draft>;
  /** What it is about: with the person, what a held request is found again by. */
  subject: string;
  /** What the dialog begins with. */
  empty: Draft;
  /** What is said once it is done. */
  done: string;
  onClose: () => void;
}

/**
 * A request under a key of its own, by which the server knows a repeat for what it is. While nobody knows whether it
 * was carried out, it stays as it was sent, under its key: trying again is then safe, and so is coming back to it.
 * After an answer the next request is another one, under another key.
 */
export function useKeyedRequest<Draft extends object>({
  held,
  subject,
  empty,
  done,
  onClose,
}: KeyedRequest<Draft>) {
  const say = useSay();
  const notify = useNotify();
  const refresh = useRefresh();
  const { id } = useViewer();
  const place = `${id} ${subject}`;
  const [before] = useState(() => held.of(place));
  const [draft, setDraft] = useState(before?.draft ?? empty);
  const key = useRef(before?.key ?? crypto.randomUUID());
  const { attempt, isBusy, refusal } = useAction(
    before && { code: 'NETWORK', message: say('actions.held'), fields: [], isUnknown: true },
  );
  const submit = async <Answer extends object>(
    perform: (idempotencyKey: string) => Promise<Answer | null | undefined>,
  ): Promise<void> => {
    held.hold(place, { key: key.current, draft });
    const outcome = await attempt(() => perform(key.current));
    if (outcome.refusal?.isUnknown) return;
    held.release(place);
    key.current = crypto.randomUUID();
    if (outcome.refusal) return;
    onClose();
    notify(done, { type: 'success' });
    refresh();
  };
  return {
    draft,
    change: (changes: Partial<Draft>) => setDraft((now) => ({ ...now, ...changes })),
    submit,
    isBusy,
    refusal,
    /** It is under way for all that we know: it stays as it is. */
    isFixed: isBusy || (refusal?.isUnknown ?? false),
  };
}
