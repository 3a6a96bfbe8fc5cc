import { useNotify, useRefresh } from 'react-admin';
import { useAction } from '../actions/use-action.ts';
import { useRequestKey } from '../actions/use-request-key.ts';

/** One thing done about an eSIM's delivery, under a key of its own; the dialog closes when it is done. */
export function useDeliveryAction(done: string, onClose: () => void) {
  const notify = useNotify();
  const refresh = useRefresh();
  const keyAfter = useRequestKey();
  const { run, isBusy, refusal } = useAction();
  const submit = async <Answer extends object>(
    perform: (idempotencyKey: string) => Promise<Answer | null | undefined>,
  ) => {
    const key = keyAfter(refusal);
    if (!(await run(() => perform(key)))) return;
    onClose();
    notify(done, { type: 'success' });
    refresh();
  };
  return { submit, isBusy, refusal, isFixed: refusal?.isUnknown ?? false };
}
