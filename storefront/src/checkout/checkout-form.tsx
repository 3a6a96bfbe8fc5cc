import { useEffect, useState } from 'react';
import { type Amount, multiply } from '../format/money.ts';
import { useFormat } from '../format/use-format.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { PlanPlaceLine } from '../pass/place-name.tsx';
import { keepPreferences, usePreferences } from '../preferences/preferences.tsx';
import { useSession } from '../session/session.tsx';
import { SignInForm } from '../session/sign-in-form.tsx';
import { CurrencyChoice } from '../shell/preference-choices.tsx';
import { Button } from '../ui/button.tsx';
import { Bone } from '../ui/skeleton.tsx';
import { useSecondsUntil } from '../ui/use-seconds-until.ts';
import type { Consent, PlanToBuy } from './checkout.page.tsx';
import { CheckoutProblem } from './checkout-problem.tsx';
import { ConsentBox, useConsent } from './consent-box.tsx';
import { MAX_QUANTITY, Quantity } from './quantity.tsx';
import { CheckoutFrame, Step } from './steps.tsx';
import { SummaryPass } from './summary-pass.tsx';
import { useCheckout } from './use-checkout.ts';

const QUANTITY_STORE = 'tribi.checkout.quantity';

/** Quantity survives a reload and the way over the sign-in. */
function useQuantity(planId: string) {
  const name = `${QUANTITY_STORE}.${planId}`;
  const [quantity, setQuantity] = useState(1);
  useEffect(() => setQuantity(clamp(Number(sessionStorage.getItem(name)))), [name]);
  const choose = (next: number) => {
    sessionStorage.setItem(name, String(next));
    setQuantity(next);
  };
  return [quantity, choose] as const;
}

function clamp(quantity: number): number {
  return Math.min(MAX_QUANTITY, Math.max(1, Math.trunc(quantity) || 1));
}

export function CheckoutForm({ plan, consent }: { plan: PlanToBuy; consent: Consent }) {
  const { t } = useTranslation();
  const { locale, currency } = usePreferences();
  useEffect(() => keepPreferences({ locale, currency }), [locale, currency]);
  const { status } = useSession();
  const [quantity, setQuantity] = useQuantity(plan.id);
  // A total the server told instead of ours, accepted or not, until something else is chosen.
  const [corrected, setCorrected] = useState<Amount | null>(null);
  const total = corrected ?? multiply(plan.price, quantity);
  const { start, isBusy, problem, clear } = useCheckout(plan.id, consent.version);
  const agreement = useConsent(plan.id, consent.version);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice makes the old answer void
  useEffect(() => {
    clear();
    setCorrected(null);
  }, [currency, quantity, plan.price.amount, clear]);
  const pay = (expected: Amount) => {
    if (!agreement.check()) return;
    setCorrected(expected.amount === multiply(plan.price, quantity).amount ? null : expected);
    start({ planId: plan.id, quantity, ...expected });
  };
  const isIn = status === 'signed-in';
  return (
    <CheckoutFrame
      title={t('checkout.title')}
      summary={
        <SummaryPass
          place={<PlanPlaceLine plan={plan} />}
          name={plan.name}
          carrierName={plan.carrier.name}
          iso2={plan.country?.iso2 ?? null}
          plan={plan}
          unitPrice={plan.price}
          quantity={quantity}
          total={total}
        />
      }
    >
      <WhoStep />
      <Step number={2} title={t('checkout.review')} state="open">
        <div className="space-y-5">
          <Quantity value={quantity} onChange={setQuantity} error={fieldError(problem, 'quantity')} />
          <CurrencyChoice className="max-w-sm" />
          <ConsentBox consent={consent} agreement={agreement} />
          {problem && <CheckoutProblem problem={problem} onAccept={pay} onRetry={() => pay(total)} />}
          {isIn && (
            <PayButton
              total={total}
              isBusy={isBusy}
              problem={problem}
              isSoldOut={isUnavailable(plan)}
              onPay={() => pay(total)}
            />
          )}
          {!isIn && <p className="text-sm text-soft">{t('checkout.signInFirst')}</p>}
        </div>
      </Step>
      <Step number={3} title={t('checkout.payment')} state="later" />
    </CheckoutFrame>
  );
}

function isUnavailable(plan: PlanToBuy): boolean {
  return !plan.isActive || plan.availability === 'SOLD_OUT';
}

type Problem = ReturnType<typeof useCheckout>['problem'];

function fieldError(problem: Problem, path: string): string | null {
  if (problem?.__typename !== 'InvalidInput') return null;
  return problem.errors.find((error) => error.path.split('.').at(-1) === path)?.message ?? null;
}

type PayButtonProps = {
  total: Amount;
  isBusy: boolean;
  problem: Problem;
  isSoldOut: boolean;
  onPay: () => void;
};

function PayButton({ total, isBusy, problem, isSoldOut, onPay }: PayButtonProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const limitedUntil = problem?.__typename === 'RateLimited' ? problem.until : null;
  const wait = useSecondsUntil(limitedUntil, 86_400);
  return (
    <div>
      <Button
        isBusy={isBusy}
        disabled={wait > 0 || isSoldOut}
        onClick={onPay}
        className="figures w-full text-lg"
      >
        {wait > 0
          ? t('signIn.waitSeconds', { count: wait })
          : isSoldOut
            ? t('availability.SOLD_OUT')
            : t('checkout.continue', { total: format.money(total) })}
      </Button>
      <p className="mt-2 text-center text-sm text-soft">{t('checkout.notCharged')}</p>
    </div>
  );
}

/** The first step: the address the eSIM is mailed to, proved by a code, without leaving the page. */
function WhoStep() {
  const { t } = useTranslation();
  const { status, viewer, enter, retry } = useSession();
  if (viewer) {
    return (
      <Step number={1} title={t('checkout.who')} state="done">
        <p>
          <span className="font-medium">{viewer.email}</span>
          <span className="block text-sm text-soft">{t('checkout.whoHint')}</span>
        </p>
      </Step>
    );
  }
  return (
    <Step number={1} title={t('checkout.who')} state="open">
      <div className="max-w-md">
        {status === 'loading' && <Bone className="h-12 w-full" />}
        {status === 'unknown' && (
          <Button look="plain" onClick={retry}>
            {t('failure.retry')}
          </Button>
        )}
        {status === 'signed-out' && <SignInForm onSignedIn={enter} />}
      </div>
    </Step>
  );
}
