import { useState } from 'react';
import { type OrderDetailFragment, useCancelOrderMutation } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { useFailureText } from '../ui/use-failure-text.ts';

/** Gives up an unpaid order, after asking. Shown only where the server says it may be. */
export function CancelOrder({ order }: { order: OrderDetailFragment }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [cancel, { loading }] = useCancelOrderMutation();
  if (!order.isCancellable) return null;
  const confirm = async () => {
    setProblem(null);
    try {
      const { data } = await cancel({ variables: { number: order.number } });
      const result = data?.cancelOrder;
      if (result?.__typename === 'OrderNotCancellable' || result?.__typename === 'RateLimited')
        setProblem(result.message);
      else setOpen(false);
    } catch (error) {
      setProblem(failureText(error));
    }
  };
  return (
    <>
      <Button look="quiet" onClick={() => setOpen(true)}>
        {t('order.cancel')}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        title={t('order.cancelTitle')}
        confirmLabel={t('order.cancelConfirm')}
        isBusy={loading}
        onConfirm={() => void confirm()}
        onClose={() => setOpen(false)}
      >
        <p>{t('order.cancelText')}</p>
        {problem && (
          <p role="alert" className="mt-3 text-lost">
            {problem}
          </p>
        )}
      </ConfirmDialog>
    </>
  );
}
