import { Link } from 'react-router';
import { useOwnTexts } from '../account/own-texts.ts';
import { useObjectToEmailChangeMutation } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { useFailureText } from '../ui/use-failure-text.ts';
import { MailLink } from './mail-link.tsx';

/** Where the old address takes a change of address back. What proves it stands behind #, which no server is sent. */
export function NotMePage() {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const { own } = useOwnTexts();
  const [object, { loading }] = useObjectToEmailChangeMutation();
  const confirm = async () => {
    const { data } = await object({ variables: { token: location.hash.slice(1) } });
    const result = data?.objectToEmailChange;
    if (result?.__typename !== 'EmailRestored') return { problem: result?.message ?? failureText() };
    return {
      done: (
        <>
          <p>{own('mailLinks.notMe.done', { email: result.email })}</p>
          <Link to="/sign-in" className="inline-flex min-h-11 items-center font-medium underline">
            {t('shell.signIn')}
          </Link>
        </>
      ),
    };
  };
  return (
    <MailLink
      documentTitle={own('mailLinks.notMe.documentTitle')}
      title={own('mailLinks.notMe.title')}
      text={own('mailLinks.notMe.text')}
      action={own('mailLinks.notMe.action')}
      isBusy={loading}
      onConfirm={confirm}
    />
  );
}
