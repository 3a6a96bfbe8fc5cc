import { isAnswered } from '../api/is-answered.ts';
import { useTranslation } from '../i18n/use-translation.ts';

/**
 * One sentence for what was asked for and did not come to be: whether the shop or the line failed. Without an error an
 * answer came, and said nothing.
 */
export function useFailureText(): (error?: unknown) => string {
  const { t } = useTranslation();
  return (error) => (error === undefined || isAnswered(error) ? t('failure.ours') : t('failure.line'));
}
