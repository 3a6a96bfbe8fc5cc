import { type ReactNode, useRef } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { PassFacts } from '../pass/pass-facts.tsx';
import { SnapshotPlaceLine } from '../pass/place-name.tsx';
import { PlaceShape } from '../places/place-shape.tsx';
import { CopyField } from '../ui/copy-field.tsx';
import { InstallLink } from './install-guide.tsx';

type PassPlan = {
  name: string;
  carrierName: string;
  isUnlimited: boolean;
  dataMb: number | null;
  validityDays: number;
  countryCodes: string[];
};

type PassCodes = {
  activationCode: string | null;
  smdpAddress: string | null;
  matchingId: string | null;
  qrCode: string | null;
  installLinks: { ios: string; android: string } | null;
};

type PassViewProps = {
  plan: PassPlan;
  /** Null while there are none to show. */
  codes: PassCodes | null;
  iccid: string | null;
  /** What its owner calls it. */
  name?: string | null;
  tag?: ReactNode;
  /** What stands where the QR code will be. */
  emptyStub: string;
  isWaiting?: boolean;
};

/** An eSIM as a pass, its codes below: link, fields and QR code, so that none of them is the only way. */
export function PassView({ plan, codes, iccid, name, tag, emptyStub, isWaiting = false }: PassViewProps) {
  const { t } = useTranslation();
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
            {name && <p className="mb-1 font-display text-lg font-bold break-words">{name}</p>}
            <div className="flex flex-wrap items-center justify-between gap-2 font-medium">
              <SnapshotPlaceLine countryCodes={plan.countryCodes} />
              {tag}
            </div>
            <p className="mt-1 text-sm text-soft">
              {plan.name} · {plan.carrierName}
            </p>
          </div>
          <div>
            <PassFacts plan={plan} size="large" />
            {iccid && <p className="figures mt-3 font-mono text-xs text-soft">ICCID {iccid}</p>}
          </div>
        </div>
        <div className="pass-stub flex items-center justify-center p-5 sm:w-64">
          <span className="pass-perforation" />
          <Stub qrCode={codes?.qrCode ?? null} emptyStub={emptyStub} />
        </div>
      </div>
      {codes?.installLinks && <InstallLink links={codes.installLinks} />}
      {codes?.activationCode && (
        <div className="mt-3 grid gap-2 sm:grid-cols-2">
          {codes.smdpAddress && <CopyField label={t('esim.smdp')} value={codes.smdpAddress} />}
          {codes.matchingId && <CopyField label={t('esim.matchingId')} value={codes.matchingId} />}
          <div className="sm:col-span-2">
            <CopyField label={t('esim.activationCode')} value={codes.activationCode} />
          </div>
        </div>
      )}
    </article>
  );
}

function Stub({ qrCode, emptyStub }: { qrCode: string | null; emptyStub: string }) {
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
          className="size-52 rounded-control bg-paper p-2 [image-rendering:pixelated]"
        />
      </div>
    );
  }
  return (
    <div className="flex size-40 flex-col items-center justify-center gap-2 rounded-control border-2 border-dashed border-line p-4 text-center text-sm text-soft sm:size-52">
      {emptyStub}
    </div>
  );
}
