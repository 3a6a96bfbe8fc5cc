import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

type FormDialogProps = { isOpen: boolean; title: string; children: ReactNode; onClose: () => void };

/** A few steps on top of a page. Esc closes it; a tap beside it does not, for what was typed would be lost. */
export function FormDialog({ isOpen, title, children, onClose }: FormDialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => open || onClose()}
      className="fixed inset-0 z-50 flex items-end justify-center overflow-y-auto bg-veil p-3 sm:items-center"
    >
      <Modal className="max-h-full w-full max-w-md overflow-y-auto rounded-card bg-surface shadow-float animate-[appear_200ms_var(--ease-out)]">
        <Dialog className="p-5 outline-none sm:p-6">
          <Heading slot="title" className="text-xl">
            {title}
          </Heading>
          <div className="mt-2">{children}</div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
