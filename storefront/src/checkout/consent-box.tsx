import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import type { Consent } from './checkout.page.tsx';
import { agreementName } from './intent.ts';

/**
 * Whether the buyer has ticked the box; kept for the tab, so that it survives a reload and the way over the sign-in.
 * A tick holds for the words it was set under: another version is agreed to anew.
 */
export function useConsent(planId: string, version: string) {
  const name = agreementName(planId);
  const box = useRef<HTMLInputElement>(null);
  const [isGiven, setGiven] = useState(false);
  const [isMissing, setMissing] = useState(false);
  useEffect(() => setGiven(sessionStorage.getItem(name) === version), [name, version]);
  const change = (value: boolean) => {
    sessionStorage.setItem(name, value ? version : '');
    setGiven(value);
    setMissing(false);
  };
  /** Whether one may go on; if not, the box says so and has the focus. */
  const check = () => {
    setMissing(!isGiven);
    if (!isGiven) box.current?.focus();
    return isGiven;
  };
  return { isGiven, isMissing, change, check, box };
}

type ConsentBoxProps = { consent: Consent; agreement: ReturnType<typeof useConsent> };

/** The server's text, so that what was agreed to is known by its version for as long as the order is kept. */
export function ConsentBox({ consent, agreement }: ConsentBoxProps) {
  const { t } = useTranslation();
  const id = useId();
  const { isGiven, isMissing, change, box } = agreement;
  return (
    <div>
      <label className="flex min-h-11 cursor-pointer gap-3 text-sm">
        <input
          ref={box}
          type="checkbox"
          required
          autoComplete="off"
          checked={isGiven}
          onChange={({ target }) => change(target.checked)}
          aria-invalid={isMissing || undefined}
          aria-describedby={`${id}-error`}
          className="mt-0.5 size-5 shrink-0 accent-brand"
        />
        {consent.text}
      </label>
      <p id={`${id}-error`} aria-live="polite" className="mt-1 text-sm text-lost empty:hidden">
        {isMissing ? t('consent.missing') : null}
      </p>
    </div>
  );
}
