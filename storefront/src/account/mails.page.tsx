import { useState } from 'react';
import { lastAnswerOf } from '../api/answer.ts';
import { type MailTopic, useMyMailChoicesQuery, useUpdateMailChoicesMutation } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { Failure } from '../ui/failure.tsx';
import { Bone, Loading } from '../ui/skeleton.tsx';
import { useFailureText } from '../ui/use-failure-text.ts';
import { AccountFrame } from './account-frame.tsx';
import { useOwnTexts } from './own-texts.ts';

/** Which mails one gets. */
export function MailsPage() {
  return (
    <AccountFrame page="mails">
      <div className="mt-8 grid max-w-4xl items-start gap-10 md:grid-cols-2">
        <Choices />
        <AlwaysSent />
      </div>
    </AccountFrame>
  );
}

function Choices() {
  const { own } = useOwnTexts();
  const query = useMyMailChoicesQuery({ fetchPolicy: 'cache-and-network', ssr: false });
  const { error, loading, refetch } = query;
  const choices = lastAnswerOf(query)?.me?.mailChoices;
  return (
    <section aria-labelledby="choices">
      <h2 id="choices" className="text-xl">
        {own('personal.mails.title')}
      </h2>
      <p className="mt-1 mb-4 text-soft">{own('personal.mails.text')}</p>
      {!choices && loading && (
        <Loading>
          <Bone className="h-28 rounded-card" />
        </Loading>
      )}
      {!choices && error && <Failure error={error} onRetry={() => void refetch()} />}
      {choices && (
        <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface">
          {choices.map(({ topic, isWanted }) => (
            <TopicRow key={topic} topic={topic} isWanted={isWanted} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** Holds at once; where it could not be saved the box goes back and says so. */
function TopicRow({ topic, isWanted }: { topic: MailTopic; isWanted: boolean }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const { own } = useOwnTexts();
  const [update, { loading }] = useUpdateMailChoicesMutation();
  const [isSaved, setSaved] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [wished, setWished] = useState(isWanted);
  const choose = async (wanted: boolean) => {
    setWished(wanted);
    setSaved(false);
    setProblem(null);
    try {
      await update({ variables: { choices: [{ topic, isWanted: wanted }] } });
      setSaved(true);
    } catch (error) {
      setWished(!wanted);
      setProblem(failureText(error));
    }
  };
  return (
    <li className="px-4 py-2">
      <label className="flex min-h-11 cursor-pointer items-start gap-3 py-1.5">
        <input
          type="checkbox"
          className="mt-0.5 size-5 shrink-0"
          checked={wished}
          aria-busy={loading || undefined}
          onChange={({ target }) => loading || void choose(target.checked)}
        />
        <span>
          <span className="block font-medium">{own(`personal.mails.topics.${topic}.title`)}</span>
          <span className="block text-sm text-soft">{own(`personal.mails.topics.${topic}.text`)}</span>
        </span>
      </label>
      <p role="status" className={`pl-8 text-sm empty:hidden ${problem ? 'text-lost' : 'text-ready'}`}>
        {isSaved && t('account.saved')}
        {problem}
      </p>
    </li>
  );
}

function AlwaysSent() {
  const { own } = useOwnTexts();
  return (
    <section aria-labelledby="always">
      <h2 id="always" className="text-xl">
        {own('personal.mails.always')}
      </h2>
      <p className="mt-1 text-soft">{own('personal.mails.alwaysText')}</p>
    </section>
  );
}
