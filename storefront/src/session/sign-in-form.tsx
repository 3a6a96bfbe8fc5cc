import { useState } from 'react';
import type { ViewerFragment } from '../generated/graphql.ts';
import { CodeStep } from './code-step.tsx';
import { EmailStep } from './email-step.tsx';

export type SentCode = { email: string; resendAt: string };

/** Email, then the code mailed to it. Used by the sign-in page and inside the checkout alike. */
export function SignInForm({ onSignedIn }: { onSignedIn: (viewer: ViewerFragment) => void }) {
  const [email, setEmail] = useState('');
  const [sent, setSent] = useState<SentCode | null>(null);
  return sent ? (
    <CodeStep
      key={sent.email}
      sent={sent}
      onResent={setSent}
      onBack={() => setSent(null)}
      onSignedIn={onSignedIn}
    />
  ) : (
    <EmailStep email={email} onType={setEmail} onSent={setSent} />
  );
}
