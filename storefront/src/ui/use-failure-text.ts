import { isOurs } from '../api/is-answered.ts';
import { useTranslation } from '../i18n/use-translation.ts';

/** One sentence for what was asked for and did not come to be: whether the shop or the line failed. */
export function useFailureText(): (error?: unknown) => string {
  const { t } = useTranslation();
  return (error) => (isOurs(error) ? t('failure.ours') : t('failure.line'));
}
