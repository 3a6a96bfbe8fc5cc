import { useRef } from 'react';
import type { EsimDetailFragment } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { PassFacts } from '../pass/pass-facts.tsx';
import { SnapshotPlaceLine } from '../pass/place-name.tsx';
import { PlaceShape } from '../places/place-shape.tsx';
import { CopyField } from '../ui/copy-field.tsx';
import { EsimStateTag } from './esim-state-tag.tsx';
import { InstallLink } from './install-guide.tsx';

type EsimPassProps = {
  esim: EsimDetailFragment;
  /** Whether anything is on its way: an unpaid pass has an empty stub. */
  isPaid: boolean;
};

/** The eSIM as a pass; its stub is printed with the QR code when it becomes ready before one's eyes. */
export function EsimPass({ esim, isPaid }: EsimPassProps) {
  const { t } = useTranslation();
  const { plan, activationCode, smdpAddress, matchingId } = esim;
  const isWaiting = isPaid && !esim.qrCode && esim.status !== 'REVOKED';
  const [only] = plan.countryCodes;
  return (
    <article>
      <div className={`pass pass-tall pass-wide ${isWaiting ? 'pass-waiting' : ''}`}>
        <div className="pass-body flex flex-col justify-between gap-5 p-5 sm:min-h-60">
          {only && plan.countryCodes.length === 1 && (
            <PlaceShape
              iso2={only}
              className="absolute -right-3 -bottom-6 -z-10 size-52 text-brand opacity-[0.11]"
            />
          )}
          <div>
            <div className="flex flex-wrap items-center justify-between gap-2 font-medium">
              <SnapshotPlaceLine countryCodes={plan.countryCodes} />
              {isPaid && <EsimStateTag status={esim.status} />}
            </div>
            <p className="mt-1 text-sm text-soft">
              {plan.name} · {plan.carrierName}
            </p>
          </div>
          <div>
            <PassFacts plan={plan} size="large" />
            {esim.iccid && <p className="figures mt-3 font-mono text-xs text-soft">ICCID {esim.iccid}</p>}
          </div>
        </div>
        <div className="pass-stub flex items-center justify-center p-5 sm:w-64">
          <span className="pass-perforation" />
          <Stub qrCode={esim.qrCode} isWaiting={isWaiting} />
        </div>
      </div>
      {esim.installLinks && <InstallLink links={esim.installLinks} />}
      {activationCode && (
        <div className="mt-3 grid gap-2 sm:grid-cols-2">
          {smdpAddress && <CopyField label={t('esim.smdp')} value={smdpAddress} />}
          {matchingId && <CopyField label={t('esim.matchingId')} value={matchingId} />}
          <div className="sm:col-span-2">
            <CopyField label={t('esim.activationCode')} value={activationCode} />
          </div>
        </div>
      )}
    </article>
  );
}

function Stub({ qrCode, isWaiting }: { qrCode: string | null; isWaiting: boolean }) {
  const { t } = useTranslation();
  // Printed only when it was empty on arrival: a pass that was ready before lies there ready.
  const wasEmpty = useRef(qrCode === null);
  if (qrCode) {
    return (
      <div className={wasEmpty.current ? 'pass-printing' : ''}>
        <img
          src={qrCode}
          alt={t('esim.qrAlt')}
          width={208}
          height={208}
          className="size-52 rounded-control bg-white p-2 [image-rendering:pixelated]"
        />
      </div>
    );
  }
  return (
    <div className="flex size-40 flex-col items-center justify-center gap-2 rounded-control border-2 border-dashed border-line p-4 text-center text-sm text-soft sm:size-52">
      {isWaiting ? t('esim.onItsWay') : t('esim.afterPayment')}
    </div>
  );
}
