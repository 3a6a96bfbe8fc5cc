import { useState } from 'react';
import {
  useConfirmEmailChangeMutation,
  useRequestEmailChangeMutation,
  type ViewerFragment,
} from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { useSession } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { useFailureText } from '../ui/use-failure-text.ts';
import { CodeForm } from './code-form.tsx';
import { useOwnTexts } from './own-texts.ts';

/** The address that codes and eSIMs are mailed to. Another one is proven by a code first. */
export function EmailSection() {
  const { own } = useOwnTexts();
  const { viewer } = useSession();
  const [isOpen, setOpen] = useState(false);
  const [changed, setChanged] = useState<string | null>(null);
  return (
    <section aria-labelledby="email">
      <h2 id="email" className="mb-3 text-xl">
        {own('personal.email.title')}
      </h2>
      <p>{viewer?.email}</p>
      <p className="mt-1 text-sm text-soft">{own('personal.email.text')}</p>
      <Button look="plain" className="mt-3" onClick={() => setOpen(true)}>
        {own('personal.email.change')}
      </Button>
      <p role="status" className="mt-2 text-sm text-ready empty:hidden">
        {changed && own('personal.email.changed', { email: changed })}
      </p>
      <FormDialog isOpen={isOpen} title={own('personal.email.change')} onClose={() => setOpen(false)}>
        <ChangeSteps
          onChanged={({ email }) => {
            setChanged(email);
            setOpen(false);
          }}
          onCancel={() => setOpen(false)}
        />
      </FormDialog>
    </section>
  );
}

type ChangeStepsProps = { onChanged: (viewer: ViewerFragment) => void; onCancel: () => void };

/** First the new address, then the code that was mailed to it. What was typed stays when one goes back. */
function ChangeSteps({ onChanged, onCancel }: ChangeStepsProps) {
  const [email, setEmail] = useState('');
  const [sentTo, setSentTo] = useState<string | null>(null);
  if (sentTo === null)
    return <AddressStep email={email} onType={setEmail} onSent={setSentTo} onCancel={onCancel} />;
  return <ChangeCodeStep email={sentTo} onChanged={onChanged} onBack={() => setSentTo(null)} />;
}

type AddressStepProps = {
  email: string;
  onType: (email: string) => void;
  onSent: (email: string) => void;
  onCancel: () => void;
};

function AddressStep({ email, onType, onSent, onCancel }: AddressStepProps) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const { own } = useOwnTexts();
  const [request, { loading }] = useRequestEmailChangeMutation();
  const [problem, setProblem] = useState<string | null>(null);
  const send = async () => {
    setProblem(null);
    try {
      const { data } = await request({ variables: { email } });
      const result = data?.requestEmailChange;
      if (result?.__typename === 'CodeSent') return onSent(result.email);
      setProblem(
        result?.__typename === 'InvalidInput'
          ? (result.errors[0]?.message ?? result.message)
          : (result?.message ?? failureText()),
      );
    } catch (error) {
      setProblem(failureText(error));
    }
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!loading) void send();
      }}
    >
      <p className="mb-4 text-soft">{own('personal.email.explain')}</p>
      <Field
        label={own('personal.email.new')}
        name="email"
        type="email"
        autoComplete="email"
        autoFocus
        value={email}
        onChange={({ target }) => onType(target.value)}
        error={problem}
      />
      <div className="mt-6 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <Button look="plain" onClick={onCancel}>
          {own('personal.cancel')}
        </Button>
        <Button type="submit" isBusy={loading}>
          {t('signIn.sendCode')}
        </Button>
      </div>
    </form>
  );
}

type ChangeCodeStepProps = {
  email: string;
  onChanged: (viewer: ViewerFragment) => void;
  onBack: () => void;
};

function ChangeCodeStep({ email, onChanged, onBack }: ChangeCodeStepProps) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const { own } = useOwnTexts();
  const [confirm, { loading }] = useConfirmEmailChangeMutation();
  const check = async (code: string) => {
    const { data } = await confirm({ variables: { email, code } });
    const result = data?.confirmEmailChange;
    if (result?.__typename !== 'EmailChanged') return result?.message ?? failureText();
    onChanged(result.user);
    return null;
  };
  return (
    <CodeForm
      sentTo={email}
      confirmLabel={own('personal.email.confirm')}
      backLabel={t('signIn.otherEmail')}
      isBusy={loading}
      onCheck={check}
      onBack={onBack}
    />
  );
}
