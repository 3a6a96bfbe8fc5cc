import { Link, useParams } from 'react-router';
import { useOwnTexts } from '../account/own-texts.ts';
import { useUnsubscribeMutation } from '../generated/graphql.ts';
import { useFailureText } from '../ui/use-failure-text.ts';
import { MailLink } from './mail-link.tsx';

/** Where the link of a mail ends mails like it. */
export function UnsubscribePage() {
  const failureText = useFailureText();
  const { own } = useOwnTexts();
  const { token = '' } = useParams();
  const [unsubscribe, { loading }] = useUnsubscribeMutation();
  const confirm = async () => {
    const { data } = await unsubscribe({ variables: { token } });
    const result = data?.unsubscribe;
    if (result?.__typename !== 'Unsubscribed') return { problem: result?.message ?? failureText() };
    const topic = own(`personal.mails.topics.${result.topic}.title`);
    return {
      done: (
        <>
          <p>{own('mailLinks.unsubscribe.done', { topic })}</p>
          <Link to="/account/mails" className="inline-flex min-h-11 items-center font-medium underline">
            {own('mailLinks.unsubscribe.choices')}
          </Link>
        </>
      ),
    };
  };
  return (
    <MailLink
      documentTitle={own('mailLinks.unsubscribe.documentTitle')}
      title={own('mailLinks.unsubscribe.title')}
      text={own('mailLinks.unsubscribe.text')}
      action={own('mailLinks.unsubscribe.action')}
      isBusy={loading}
      onConfirm={confirm}
    />
  );
}
