import { Elements, PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js';
import { loadStripe } from '@stripe/stripe-js';
import { type FormEvent, useMemo, useState } from 'react';
import type { Amount } from '../format/money.ts';
import { useFormat } from '../format/use-format.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { isThemeDark } from '../preferences/choices.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import type { BrowserPayment } from './payment-handover.ts';
import { returnAddress } from './sandbox-stripe.ts';

type StripeFormProps = { orderNumber: string; payment: BrowserPayment; total: Amount; onPaid: () => void };

/** Stripe's own Payment Element: every method switched on for this shop, card numbers never touch our page. */
export function StripeForm({ orderNumber, payment, total, onPaid }: StripeFormProps) {
  const { locale, theme } = usePreferences();
  const stripe = useMemo(() => loadStripe(payment.publishableKey), [payment.publishableKey]);
  const isDark = isThemeDark(theme);
  return (
    <Elements
      stripe={stripe}
      options={{
        clientSecret: payment.clientSecret,
        locale,
        appearance: { theme: isDark ? 'night' : 'stripe', variables: { borderRadius: '8px' } },
      }}
    >
      <ElementForm orderNumber={orderNumber} total={total} onPaid={onPaid} />
    </Elements>
  );
}

function ElementForm({ orderNumber, total, onPaid }: Omit<StripeFormProps, 'payment'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const stripe = useStripe();
  const elements = useElements();
  const [isReady, setReady] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
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
    setBusy(false);
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
