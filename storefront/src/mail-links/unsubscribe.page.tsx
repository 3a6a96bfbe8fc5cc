import { Link, useParams } from 'react-router';
import { useUnsubscribeMutation } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { MailLink } from './mail-link.tsx';

/** Where the link of a mail ends mails like it. */
export function UnsubscribePage() {
  const { t } = useTranslation();
  const { token = '' } = useParams();
  const [unsubscribe, { loading }] = useUnsubscribeMutation();
  const confirm = async () => {
    const { data } = await unsubscribe({ variables: { token } });
    const result = data?.unsubscribe;
    if (result?.__typename !== 'Unsubscribed') return { problem: result?.message ?? t('failure.text') };
    const topic = t(`personal.mails.topics.${result.topic}.title`);
    return {
      done: (
        <>
          <p>{t('mailLinks.unsubscribe.done', { topic })}</p>
          <Link to="/account/mails" className="inline-flex min-h-11 items-center font-medium underline">
            {t('mailLinks.unsubscribe.choices')}
          </Link>
        </>
      ),
    };
  };
  return (
    <MailLink
      documentTitle={t('mailLinks.unsubscribe.documentTitle')}
      title={t('mailLinks.unsubscribe.title')}
      text={t('mailLinks.unsubscribe.text')}
      action={t('mailLinks.unsubscribe.action')}
      isBusy={loading}
      onConfirm={confirm}
    />
  );
}
