import { useState } from 'react';
import { useSay } from '../i18n/use-say.ts';
import { OuterFrame } from '../shell/outer-frame.tsx';
import { CodeStep } from './code-step.tsx';
import { EmailStep } from './email-step.tsx';

/** Where a code was sent, and from when on another may be asked for (milliseconds since 1970). */
export interface SentCode {
  email: string;
  resendAt: number;
  isResent: boolean;
}

/** Sign-in in two steps: an address, then the code that was mailed to it. */
export function SignInPage() {
  const say = useSay();
  const [email, setEmail] = useState('');
  const [sent, setSent] = useState<SentCode | null>(null);
  return (
    <OuterFrame hasMailbox={sent !== null}>
      <title>{say('desk.pageTitle', { page: say('session.title') })}</title>
      {sent ? (
        <CodeStep key={sent.resendAt} sent={sent} onResent={setSent} onOtherEmail={() => setSent(null)} />
      ) : (
        <EmailStep email={email} onEmail={setEmail} onSent={setSent} />
      )}
    </OuterFrame>
  );
}
