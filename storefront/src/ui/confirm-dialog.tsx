import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from '../i18n/use-translation.ts';
import { Button } from './button.tsx';

type ConfirmDialogProps = {
  isOpen: boolean;
  title: string;
  children: ReactNode;
  confirmLabel: string;
  /** Where "keep it" does not fit what is asked. */
  backLabel?: string;
  isBusy: boolean;
  onConfirm: () => void;
  onClose: () => void;
};

/** Asks before something that cannot be undone; Esc and a tap beside it mean no. */
export function ConfirmDialog({
  isOpen,
  title,
  children,
  confirmLabel,
  backLabel,
  isBusy,
  onConfirm,
  onClose,
}: ConfirmDialogProps) {
  const { t } = useTranslation();
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => open || onClose()}
      isDismissable
      className="fixed inset-0 z-50 flex items-end justify-center bg-veil p-3 sm:items-center"
    >
      <Modal className="w-full max-w-md rounded-card bg-surface shadow-float animate-[appear_200ms_var(--ease-out)]">
        <Dialog role="alertdialog" className="p-5 outline-none sm:p-6">
          <Heading slot="title" className="text-xl">
            {title}
          </Heading>
          <div className="mt-2 text-soft">{children}</div>
          <div className="mt-6 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
            <Button look="plain" onClick={onClose}>
              {backLabel ?? t('common.keep')}
            </Button>
            <Button look="danger" isBusy={isBusy} onClick={onConfirm}>
              {confirmLabel}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
