import { type FormEvent, useState } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { useSecondsUntil } from '../ui/use-seconds-until.ts';
import type { SentCode } from './sign-in-form.tsx';
import { useRequestCode } from './use-request-code.ts';

type EmailStepProps = { email: string; onType: (email: string) => void; onSent: (sent: SentCode) => void };

export function EmailStep({ email, onType, onSent }: EmailStepProps) {
  const { t } = useTranslation();
  const { request, isBusy, problem, waitUntil } = useRequestCode(onSent);
  const [isEmpty, setEmpty] = useState(false);
  const wait = useSecondsUntil(waitUntil, 86_400);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setEmpty(email.trim() === '');
    if (email.trim() !== '' && wait === 0) request(email.trim());
  };
  return (
    <form onSubmit={submit} noValidate>
      <Field
        label={t('signIn.email')}
        hint={t('signIn.emailHint')}
        type="email"
        name="email"
        autoComplete="email"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        value={email}
        onChange={({ target }) => onType(target.value)}
        error={isEmpty ? t('signIn.emailMissing') : problem}
      />
      <Button type="submit" isBusy={isBusy} disabled={wait > 0} className="mt-4 w-full">
        {wait > 0 ? t('signIn.waitSeconds', { count: wait }) : t('signIn.sendCode')}
      </Button>
    </form>
  );
}
