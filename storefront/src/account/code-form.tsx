import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { useFailureText } from '../ui/use-failure-text.ts';

const CODE_LENGTH = 6;

type CodeFormProps = {
  sentTo: string;
  confirmLabel: string;
  backLabel: string;
  isBusy: boolean;
  look?: 'action' | 'danger';
  /** Confirms with the code; what is wrong, in the visitor's language, or null. */
  onCheck: (code: string) => Promise<string | null>;
  onBack: () => void;
};

/** The code that was mailed to confirm a step. A wrong one empties the field and says why. */
export function CodeForm({ sentTo, confirmLabel, backLabel, isBusy, look, onCheck, onBack }: CodeFormProps) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const input = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => input.current?.focus(), []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    if (code.length < CODE_LENGTH) return input.current?.focus();
    setProblem(null);
    try {
      const wrong = await onCheck(code);
      if (wrong === null) return;
      setProblem(wrong);
      setCode('');
      input.current?.focus();
    } catch (error) {
      setProblem(failureText(error));
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <p className="mb-4 text-soft">
        {t('signIn.sentTo')} <strong className="font-semibold text-ink">{sentTo}</strong>
      </p>
      <Field
        ref={input}
        label={t('signIn.code')}
        name="code"
        autoComplete="one-time-code"
        inputMode="numeric"
        pattern="[0-9]*"
        className="[&_input]:figures [&_input]:font-display [&_input]:text-2xl [&_input]:tracking-[0.35em]"
        value={code}
        onChange={({ target }) => setCode(target.value.replace(/\D/g, '').slice(0, CODE_LENGTH))}
        readOnly={isBusy}
        error={problem}
      />
      <div className="mt-6 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <Button look="plain" onClick={onBack}>
          {backLabel}
        </Button>
        <Button type="submit" look={look ?? 'action'} isBusy={isBusy}>
          {confirmLabel}
        </Button>
      </div>
    </form>
  );
}
