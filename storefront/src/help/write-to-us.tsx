import { Mail } from 'lucide-react';
import { lastAnswerOf } from '../api/answer.ts';
import { useShopQuery } from '../generated/graphql.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { fill } from '../prose/block.ts';
import { buttonClass } from '../ui/button.tsx';
import { helpWords } from './help.text.ts';

type WriteToUsProps = { about: string; title?: string; className?: string };

/** The way to a person: a mail that is begun with what it is about and with what we will ask for. */
export function WriteToUs({ about, title, className = '' }: WriteToUsProps) {
  const { locale } = usePreferences();
  const words = helpWords[locale];
  const email = lastAnswerOf(useShopQuery({ variables: { locale } }))?.shop.supportEmail;
  if (!email) return null;
  const subject = encodeURIComponent(fill(words.mailSubject, { about }));
  const body = encodeURIComponent(words.mailBody);
  return (
    <section
      aria-labelledby="write"
      className={`rounded-card border border-line bg-surface p-4 sm:p-5 ${className}`}
    >
      <h2 id="write" className="text-lg">
        {title ?? words.person}
      </h2>
      <p className="mt-1 max-w-prose text-soft">{words.personText}</p>
      <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <a href={`mailto:${email}?subject=${subject}&body=${body}`} className={buttonClass('plain')}>
          <Mail aria-hidden className="size-4 shrink-0" />
          {words.write}
        </a>
        <span className="text-sm text-soft">{email}</span>
      </div>
    </section>
  );
}
