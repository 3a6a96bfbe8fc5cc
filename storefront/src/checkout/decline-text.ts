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

/**
 * Why a card was declined, in the visitor's language, by the first code we have words for. Banks' other reasons (lost,
 * stolen, do not honour) are not for the screen: to the buyer they are a declined card.
 */
export function useDeclineText() {
  const { t } = useTranslation();
  return (...codes: string[]) => {
    const known = codes.flatMap((code) => KNOWN.find((each) => each === code) ?? [])[0];
    return t(`declines.${known ?? 'card_declined'}`);
  };
}
