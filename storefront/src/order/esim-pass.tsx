import type { EsimDetailFragment } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { EsimStateTag } from './esim-state-tag.tsx';
import { PassView } from './pass-view.tsx';

const NEVER_COMES: readonly string[] = ['FAILED', 'REVOKED'];

type EsimPassProps = {
  esim: EsimDetailFragment;
  /** Whether anything is on its way: an unpaid pass has an empty stub. */
  isPaid: boolean;
  /** Whether its money went back. */
  isRefunded?: boolean;
};

/** One's own eSIM as a pass; its stub is printed with the QR code when it becomes ready before one's eyes. */
export function EsimPass({ esim, isPaid, isRefunded = false }: EsimPassProps) {
  const { t } = useTranslation();
  const isWaiting = isPaid && !isRefunded && !esim.qrCode && !NEVER_COMES.includes(esim.status);
  const emptyStub = () => {
    if (esim.status === 'REVOKED') return t('own.stubWithdrawn');
    if (isWaiting) return t('esim.onItsWay');
    return isPaid ? t('esim.notDelivered') : t('esim.afterPayment');
  };
  return (
    <PassView
      plan={esim.plan}
      codes={esim}
      iccid={esim.iccid}
      name={esim.name}
      tag={
        isPaid && <EsimStateTag esim={{ status: esim.status, isRefunded: isRefunded || esim.isRefunded }} />
      }
      emptyStub={emptyStub()}
      isWaiting={isWaiting}
    />
  );
}
