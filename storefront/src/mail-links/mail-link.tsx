import { type ReactNode, useState } from 'react';
import { PageHead } from '../rendering/page-head.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { useFailureText } from '../ui/use-failure-text.ts';

type MailLinkProps = {
  documentTitle: string;
  title: string;
  text: string;
  action: string;
  isBusy: boolean;
  /** Does what the link is for: what to show then, or what is wrong. */
  onConfirm: () => Promise<{ done: ReactNode } | { problem: string }>;
};

/** A page that a mail leads to without a sign-in. It asks first: those who scan mails open every link. */
export function MailLink({ documentTitle, title, text, action, isBusy, onConfirm }: MailLinkProps) {
  const failureText = useFailureText();
  const [done, setDone] = useState<ReactNode>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const confirm = async () => {
    setProblem(null);
    try {
      const outcome = await onConfirm();
      if ('done' in outcome) setDone(outcome.done);
      else setProblem(outcome.problem);
    } catch (error) {
      setProblem(failureText(error));
    }
  };
  return (
    <div className="shell py-8 sm:py-16">
      <PageHead title={documentTitle} isPrivate />
      <div className="mx-auto max-w-md">
        <h1 className="text-3xl">{title}</h1>
        {done ? (
          <Notice tone="ready" className="mt-5">
            {done}
          </Notice>
        ) : (
          <>
            <p className="mt-2 mb-6 text-soft">{text}</p>
            <Button isBusy={isBusy} onClick={() => void confirm()}>
              {action}
            </Button>
            {problem && (
              <Notice tone="lost" className="mt-5">
                {problem}
              </Notice>
            )}
          </>
        )}
      </div>
    </div>
  );
}
