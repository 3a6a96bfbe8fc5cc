import { Elements, PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js';
import { loadStripe } from '@stripe/stripe-js';
import { type FormEvent, useEffect, useMemo, useState } from 'react';
import { useFormat } from '../format/use-format.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { isThemeDark } from '../preferences/choices.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { usePageRestored } from '../ui/use-page-restored.ts';
import { OVER, type PaymentFormProps } from './payment-form.ts';
import { returnAddress } from './sandbox-stripe.ts';

/** Stripe's own Payment Element: every method switched on for this shop, card numbers never touch our page. */
export function StripeForm({ payment, ...form }: PaymentFormProps) {
  const { t } = useTranslation();
  const { locale, theme } = usePreferences();
  // Null where the script of Stripe cannot be loaded.
  const stripe = useMemo(
    () => loadStripe(payment.publishableKey).catch(() => null),
    [payment.publishableKey],
  );
  const [isMissing, setMissing] = useState(false);
  useEffect(() => {
    let isGone = false;
    void stripe.then((loaded) => isGone || setMissing(loaded === null));
    return () => {
      isGone = true;
    };
  }, [stripe]);
  const isDark = isThemeDark(theme);
  if (isMissing) return <Notice tone="lost">{t('card.notLoaded')}</Notice>;
  return (
    <Elements
      stripe={stripe}
      options={{
        clientSecret: payment.clientSecret,
        locale,
        appearance: { theme: isDark ? 'night' : 'stripe', variables: { borderRadius: '8px' } },
      }}
    >
      <ElementForm {...form} />
    </Elements>
  );
}

function ElementForm({ orderNumber, total, onPaid, onOver }: Omit<PaymentFormProps, 'payment'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const stripe = useStripe();
  const elements = useElements();
  const [isReady, setReady] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  usePageRestored(() => setBusy(false));
  const submit = async () => {
    if (!stripe || !elements || isBusy) return;
    setBusy(true);
    setProblem(null);
    const { error, paymentIntent } = await stripe.confirmPayment({
      elements,
      confirmParams: { return_url: returnAddress(orderNumber) },
      redirect: 'if_required',
    });
    if (paymentIntent && paymentIntent.status !== 'requires_payment_method') return onPaid();
    // Paid by another try, or in another tab.
    const settled = error?.payment_intent?.status;
    if (settled === 'succeeded' || settled === 'processing') return onPaid();
    setBusy(false);
    if (error?.code === OVER) {
      onOver();
      return setProblem(t('card.over'));
    }
    setProblem(error?.message ?? t('card.noAnswer'));
  };
  return (
    <form
      className="max-w-md"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void submit();
      }}
    >
      <PaymentElement onReady={() => setReady(true)} onLoadError={() => setProblem(t('card.notLoaded'))} />
      {problem && (
        <Notice tone="lost" className="mt-4">
          {problem}
        </Notice>
      )}
      <Button type="submit" isBusy={isBusy} disabled={!isReady} className="figures mt-5 w-full text-lg">
        {isBusy ? t('card.paying') : t('card.pay', { total: format.money(total) })}
      </Button>
    </form>
  );
}
