import type { FormEvent, ReactNode } from 'react';
import { Button } from './button.tsx';
import { FormDialog } from './form-dialog.tsx';

type DialogFormProps = {
  title: string;
  children: ReactNode;
  /** What leaves it as it was. */
  closeLabel: string;
  /** The button that sends it. */
  action: ReactNode;
  onSubmit: () => void;
  onClose: () => void;
};

/** One form on top of a page, sent by a button or the enter key. */
export function DialogForm({ title, children, closeLabel, action, onSubmit, onClose }: DialogFormProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <FormDialog isOpen title={title} onClose={onClose}>
      <form onSubmit={submit}>
        {children}
        <div className="mt-6 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button look="plain" onClick={onClose}>
            {closeLabel}
          </Button>
          {action}
        </div>
      </form>
    </FormDialog>
  );
}
