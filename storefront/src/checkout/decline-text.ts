import { useTranslation } from '../i18n/use-translation.ts';

const KNOWN = [
  'card_declined',
  'insufficient_funds',
  'expired_card',
  'incorrect_cvc',
  'incorrect_number',
  'processing_error',
  'payment_intent_authentication_failure',
] as const;

/** Why a card was declined, in the visitor's language; what Stripe says where we have no words of our own. */
export function useDeclineText() {
  const { t } = useTranslation();
  return (code: string, message: string | null) => {
    const known = KNOWN.find((each) => each === code);
    return known ? t(`declines.${known}`) : message || t('declines.card_declined');
  };
}
