import { type FormEvent, useState } from 'react';
import { useUpdateProfileMutation } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { useSession } from '../session/session.tsx';
import { CurrencyChoice, LocaleChoice } from '../shell/preference-choices.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { useFailureText } from '../ui/use-failure-text.ts';

/** Name, language and currency; the last two hold at once, the name when it is saved. */
export function Profile() {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const { viewer } = useSession();
  const [name, setName] = useState(viewer?.name ?? '');
  const [update, { loading }] = useUpdateProfileMutation();
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setProblem(null);
    setSaved(false);
    try {
      const { data } = await update({ variables: { input: { name: name.trim() } } });
      const result = data?.updateProfile;
      if (result?.__typename === 'InvalidInput') setProblem(result.errors[0]?.message ?? result.message);
      else setSaved(true);
    } catch (error) {
      setProblem(failureText(error));
    }
  };
  return (
    <section aria-labelledby="profile">
      <h2 id="profile" className="mb-3 text-xl">
        {t('account.profile')}
      </h2>
      <form onSubmit={(event) => void save(event)} className="mb-5">
        <Field
          label={t('account.name')}
          hint={t('account.nameHint')}
          name="name"
          autoComplete="name"
          maxLength={100}
          value={name}
          onChange={({ target }) => {
            setName(target.value);
            setSaved(false);
          }}
          error={problem}
        />
        <div className="mt-3 flex items-center gap-3">
          <Button type="submit" look="plain" isBusy={loading}>
            {t('account.save')}
          </Button>
          <p role="status" className="text-sm text-ready">
            {isSaved && t('account.saved')}
          </p>
        </div>
      </form>
      <LocaleChoice className="mb-4" />
      <CurrencyChoice />
    </section>
  );
}
