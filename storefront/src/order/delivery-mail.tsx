import { Mail } from 'lucide-react';
import { useState } from 'react';
import { useResendDeliveryMutation } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { Button } from '../ui/button.tsx';
import { useFailureText } from '../ui/use-failure-text.ts';
import { useSecondsUntil } from '../ui/use-seconds-until.ts';

/** Where the same codes were mailed to, and a way to have them mailed again. */
export function DeliveryMail({ orderNumber, email }: { orderNumber: string; email: string }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const [resend, { loading }] = useResendDeliveryMutation();
  const [answer, setAnswer] = useState<string | null>(null);
  const [waitUntil, setWaitUntil] = useState<number | null>(null);
  const wait = useSecondsUntil(waitUntil, 86_400);
  const send = async () => {
    setAnswer(null);
    try {
      const { data } = await resend({ variables: { orderNumber } });
      const result = data?.resendDelivery;
      if (result?.__typename === 'RateLimited') setWaitUntil(Date.now() + result.retryAfterSeconds * 1000);
      if (result?.__typename === 'DeliveryResent') setAnswer(t('order.resent', { email: result.sentTo }));
      else setAnswer(result?.message ?? failureText());
    } catch (error) {
      setAnswer(failureText(error));
    }
  };
  return (
    <section className="rounded-card border border-line bg-surface p-4 sm:p-5">
      <h2 className="flex items-center gap-2 text-lg">
        <Mail aria-hidden className="size-5 text-brand" />
        {t('order.mailed')}
      </h2>
      <p className="mt-1 text-sm text-soft">{t('order.mailedTo', { email })}</p>
      <Button
        look="plain"
        isBusy={loading}
        disabled={wait > 0}
        onClick={() => void send()}
        className="figures mt-3"
      >
        {wait > 0 ? t('signIn.resendIn', { count: wait }) : t('order.resend')}
      </Button>
      <p role="status" className="mt-2 text-sm text-soft empty:hidden">
        {answer}
      </p>
    </section>
  );
}
