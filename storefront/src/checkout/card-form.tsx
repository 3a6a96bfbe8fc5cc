import { Lock } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { useFormat } from '../format/use-format.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { usePageRestored } from '../ui/use-page-restored.ts';
import { type Card, checkCard, formatCardNumber, formatExpiry } from './card.ts';
import { useDeclineText } from './decline-text.ts';
import { OVER, type PaymentFormProps } from './payment-form.ts';
import { confirmCard, returnAddress } from './sandbox-stripe.ts';

const EMPTY: Card = { number: '', expiry: '', cvc: '' };

/** The card form of the sandbox. What was typed stays after a decline, so that one digit can be mended. */
export function CardForm({ total, ...payment }: PaymentFormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const form = useRef<HTMLFormElement>(null);
  const [card, setCard] = useState(EMPTY);
  const [isChecked, setChecked] = useState(false);
  const { confirm, isBusy, problem } = useConfirm(payment);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    setChecked(true);
    const [wrong] = Object.keys(checkCard(card, new Date()));
    if (wrong === undefined) confirm(card);
    else form.current?.querySelector<HTMLInputElement>(`[data-field="${wrong}"]`)?.focus();
  };
  return (
    <form ref={form} onSubmit={submit} noValidate className="max-w-md">
      <CardFields card={card} onChange={setCard} isChecked={isChecked} isLocked={isBusy} />
      {problem && (
        <Notice tone="lost" className="mt-4">
          {problem}
        </Notice>
      )}
      <Button type="submit" isBusy={isBusy} className="figures mt-5 w-full text-lg">
        {!isBusy && <Lock aria-hidden className="size-4.5" />}
        {isBusy ? t('card.paying') : t('card.pay', { total: format.money(total) })}
      </Button>
      <TestCards />
    </form>
  );
}

type CardFieldsProps = {
  card: Card;
  onChange: (card: Card) => void;
  /** Problems are shown once the buyer has tried to pay, and go as they are mended. */
  isChecked: boolean;
  isLocked: boolean;
};

function CardFields({ card, onChange, isChecked, isLocked }: CardFieldsProps) {
  const { t } = useTranslation();
  const problems = isChecked ? checkCard(card, new Date()) : {};
  const field = (name: keyof Card, shape: (text: string) => string) => ({
    'data-field': name,
    inputMode: 'numeric' as const,
    value: card[name],
    onChange: ({ target }: { target: HTMLInputElement }) =>
      onChange({ ...card, [name]: shape(target.value) }),
    error: problems[name] && t(`card.problems.${problems[name]}`),
    readOnly: isLocked,
  });
  return (
    <div className="figures grid grid-cols-2 gap-x-3 gap-y-4">
      <Field
        label={t('card.number')}
        autoComplete="cc-number"
        placeholder="4242 4242 4242 4242"
        className="col-span-2"
        {...field('number', formatCardNumber)}
      />
      <Field
        label={t('card.expiry')}
        autoComplete="cc-exp"
        placeholder={t('card.expiryFormat')}
        {...field('expiry', (typed) => (isErasing(card.expiry, typed) ? typed : formatExpiry(typed)))}
      />
      <Field
        label={t('card.cvc')}
        autoComplete="cc-csc"
        placeholder="123"
        {...field('cvc', (typed) => typed.replace(/\D/g, '').slice(0, 4))}
      />
    </div>
  );
}

/** Deleting must be able to pass the slash. */
function isErasing(before: string, after: string): boolean {
  return after.length < before.length;
}

function TestCards() {
  const { t } = useTranslation();
  return (
    <dl className="figures mt-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5 rounded-control bg-sunken px-3.5 py-3 text-xs text-soft">
      <dt className="col-span-2 font-semibold text-ink">{t('card.testTitle')}</dt>
      <dt className="font-mono">4242 4242 4242 4242</dt>
      <dd>{t('card.testPays')}</dd>
      <dt className="font-mono">4000 0025 0000 3155</dt>
      <dd>{t('card.testAsks')}</dd>
      <dt className="font-mono">4000 0000 0000 0002</dt>
      <dd>{t('card.testDeclined')}</dd>
    </dl>
  );
}

function useConfirm({ orderNumber, payment, onPaid, onOver }: Omit<PaymentFormProps, 'total'>) {
  const { t } = useTranslation();
  const declineText = useDeclineText();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // Who comes back from the bank's page finds the form as it was left: busy.
  usePageRestored(() => setBusy(false));
  const confirm = async (card: Card) => {
    setBusy(true);
    setProblem(null);
    const answer = await confirmCard(payment, card, returnAddress(orderNumber));
    if (answer.kind === 'paid') return onPaid();
    // Stays busy: the page is about to be left for the bank's.
    if (answer.kind === 'redirect') return location.assign(answer.url);
    setBusy(false);
    if (answer.kind === 'declined' && answer.codes.includes(OVER)) {
      onOver();
      return setProblem(t('card.over'));
    }
    setProblem(answer.kind === 'declined' ? declineText(...answer.codes) : t('card.noAnswer'));
  };
  return { confirm: (card: Card) => void confirm(card), isBusy, problem };
}
