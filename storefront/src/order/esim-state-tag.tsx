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

export function EsimStateTag({ status }: { status: EsimStatus }) {
  const { t } = useTranslation();
  return <StateTag tone={TONES[status]}>{t(`esim.status.${status}`)}</StateTag>;
}
