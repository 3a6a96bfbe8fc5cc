import type { EsimDetailFragment } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { EsimStateTag } from './esim-state-tag.tsx';
import { PassView } from './pass-view.tsx';

type EsimPassProps = {
  esim: EsimDetailFragment;
  /** Whether anything is on its way: an unpaid pass has an empty stub. */
  isPaid: boolean;
};

/** One's own eSIM as a pass; its stub is printed with the QR code when it becomes ready before one's eyes. */
export function EsimPass({ esim, isPaid }: EsimPassProps) {
  const { t } = useTranslation();
  const isWithdrawn = esim.status === 'REVOKED';
  const isWaiting = isPaid && !esim.qrCode && !isWithdrawn;
  const emptyStub = isWithdrawn
    ? t('own.stubWithdrawn')
    : isWaiting
      ? t('esim.onItsWay')
      : t('esim.afterPayment');
  return (
    <PassView
      plan={esim.plan}
      codes={esim}
      iccid={esim.iccid}
      name={esim.name}
      tag={isPaid && <EsimStateTag status={esim.status} />}
      emptyStub={emptyStub}
      isWaiting={isWaiting}
    />
  );
}
