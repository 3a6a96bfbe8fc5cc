import { FlaskConical } from 'lucide-react';
import { lastAnswerOf } from '../api/answer.ts';
import { useShopQuery } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { usePreferences } from '../preferences/preferences.tsx';

/** Said on every page while outside services are local sandboxes. */
export function SandboxBanner() {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const shop = lastAnswerOf(useShopQuery({ variables: { locale } }))?.shop;
  if (!shop?.isSandbox) return null;
  return (
    <aside aria-label={t('sandbox.label')} className="bg-wait-soft text-xs text-ink">
      <p className="shell py-1.5 text-center">
        <FlaskConical aria-hidden className="mr-1.5 inline size-3.5 align-[-2px] text-wait" />
        {t('sandbox.banner')}{' '}
        {shop.mailboxUrl && (
          <a href={shop.mailboxUrl} className="inline-block py-1 font-semibold underline underline-offset-2">
            {t('sandbox.mailbox')}
          </a>
        )}
      </p>
    </aside>
  );
}
