import { useState } from 'react';
import { type EsimOwnFragment, useRenameEsimMutation } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { Button } from '../ui/button.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { Field } from '../ui/field.tsx';
import { useFailureText } from '../ui/use-failure-text.ts';

export const NAME_LENGTH = 40;

/** A name of one's own for an eSIM: whose it is, or which trip it is for. */
export function RenameDialog({ esim, onClose }: { esim: EsimOwnFragment; onClose: () => void }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const [name, setName] = useState(esim.name ?? '');
  const [problem, setProblem] = useState<string | null>(null);
  const [rename, { loading }] = useRenameEsimMutation();
  const save = async () => {
    setProblem(null);
    try {
      const { data } = await rename({ variables: { id: esim.id, name: name.trim() || null } });
      const result = data?.renameEsim;
      if (result?.__typename === 'Esim') onClose();
      else if (result?.__typename === 'InvalidInput') setProblem(result.errors[0]?.message ?? result.message);
      else setProblem(result?.message ?? failureText());
    } catch (error) {
      setProblem(failureText(error));
    }
  };
  return (
    <DialogForm
      title={t('own.renameTitle')}
      onSubmit={() => void save()}
      onClose={onClose}
      closeLabel={t('own.cancel')}
      action={
        <Button type="submit" isBusy={loading}>
          {t('own.save')}
        </Button>
      }
    >
      <Field
        label={t('own.name')}
        hint={t('own.nameHint')}
        maxLength={NAME_LENGTH}
        value={name}
        onChange={({ target }) => setName(target.value)}
        error={problem}
        autoComplete="off"
        autoFocus
      />
    </DialogForm>
  );
}
