import type { EsimStatus } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { StateTag, type StateTone } from '../ui/state-tag.tsx';

const TONES: Record<EsimStatus, StateTone> = {
  PENDING: 'waiting',
  PROVISIONING: 'waiting',
  READY: 'ready',
  INSTALLED: 'ready',
  ACTIVE: 'ready',
  DEPLETED: 'quiet',
  EXPIRED: 'quiet',
  REVOKED: 'quiet',
  // To the buyer both mean that a person looks after it.
  FAILED: 'waiting',
  IN_REVIEW: 'waiting',
};

type EsimStateTagProps = { esim: { status: EsimStatus; isRefunded: boolean } };

/** An eSIM that was never delivered and whose money goes back is not looked after any more. */
export function EsimStateTag({ esim: { status, isRefunded } }: EsimStateTagProps) {
  const { t } = useTranslation();
  if (isRefunded && status === 'FAILED') return <StateTag tone="back">{t('esim.refunded')}</StateTag>;
  return <StateTag tone={TONES[status]}>{t(`esim.status.${status}`)}</StateTag>;
}
