import { useState } from 'react';
import { useFormat } from '../format/use-format.ts';
import { type OrderDetailFragment, useRequestRefundMutation } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { Field } from '../ui/field.tsx';
import { useFailureText } from '../ui/use-failure-text.ts';

const REASONS = ['plans', 'phone', 'mistake', 'other'] as const;
type Reason = (typeof REASONS)[number];
const isReason = (text: string): text is Reason => REASONS.some((reason) => reason === text);

type Offer = NonNullable<OrderDetailFragment['refundOffer']>;
type RefundDialogProps = { order: OrderDetailFragment; offer: Offer; onClose: () => void };

/** Which eSIMs, and why. One opening of it is one request, however often it is sent. */
export function RefundDialog({ order, offer, onClose }: RefundDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [chosen, setChosen] = useState<readonly string[]>(() => offer.esims.map(({ id }) => id));
  const [reason, setReason] = useState<Reason>('plans');
  const [words, setWords] = useState('');
  const { problem, isSending, send } = useRequest(order.number, onClose);
  const share = { amount: offer.share.amount * chosen.length, currency: offer.share.currency };
  const toggle = (id: string) =>
    setChosen((ids) => (ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id]));
  const text =
    reason === 'other' ? words.trim() : [t(`own.reason.${reason}`), words.trim()].filter(Boolean).join('. ');
  return (
    <DialogForm
      title={t('own.refundAsk')}
      onSubmit={() => void send(chosen, text)}
      onClose={onClose}
      action={
        <Button type="submit" isBusy={isSending} disabled={chosen.length === 0}>
          {t('own.refundSend', { amount: format.money(share) })}
        </Button>
      }
      closeLabel={t('own.refundKeep')}
    >
      <p className="text-soft">{t('own.refundTerms')}</p>
      {order.esims.length > 1 && (
        <fieldset className="mt-4">
          <legend className="mb-1 text-sm font-medium">{t('own.refundWhich')}</legend>
          {order.esims.map((esim, index) =>
            offer.esims.some(({ id }) => id === esim.id) ? (
              <label key={esim.id} className="flex min-h-11 items-center gap-3">
                <input
                  type="checkbox"
                  className="size-5 accent-brand"
                  checked={chosen.includes(esim.id)}
                  onChange={() => toggle(esim.id)}
                />
                <span className="figures min-w-0 truncate">
                  {esim.name ?? t('order.esimOf', { number: index + 1, count: order.esims.length })}
                </span>
              </label>
            ) : null,
          )}
        </fieldset>
      )}
      <Choice
        className="mt-4"
        label={t('own.why')}
        value={reason}
        options={REASONS.map((value) => ({ value, label: t(`own.reason.${value}`) }))}
        onChange={({ target }) => isReason(target.value) && setReason(target.value)}
      />
      <Field
        className="mt-4"
        label={reason === 'other' ? t('own.words') : t('own.wordsOptional')}
        maxLength={300}
        required={reason === 'other'}
        minLength={reason === 'other' ? 3 : undefined}
        value={words}
        onChange={({ target }) => setWords(target.value)}
        error={problem}
      />
    </DialogForm>
  );
}

/** Sends the request; a repeat after a lost answer is the same request. The order that comes back is shown by the cache. */
function useRequest(orderNumber: string, onDone: () => void) {
  const failureText = useFailureText();
  const [key] = useState(() => crypto.randomUUID());
  const [sent, setSent] = useState<{ input: string; key: string } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [ask, { loading }] = useRequestRefundMutation();
  const send = async (esimIds: readonly string[], reason: string) => {
    setProblem(null);
    // What was changed since is another request.
    const input = JSON.stringify([esimIds, reason]);
    const idempotencyKey = sent === null ? key : sent.input === input ? sent.key : crypto.randomUUID();
    setSent({ input, key: idempotencyKey });
    try {
      const { data } = await ask({
        variables: { orderNumber, esimIds: [...esimIds], reason, idempotencyKey },
      });
      const result = data?.requestRefund;
      if (result?.__typename === 'RefundRequested') onDone();
      else setProblem(result?.message ?? failureText());
    } catch (error) {
      setProblem(failureText(error));
    }
  };
  return { problem, isSending: loading, send };
}
