import { Activity, LifeBuoy, Smartphone } from 'lucide-react';
import { Link } from 'react-router';
import { WriteToUs } from '../help/write-to-us.tsx';
import { useTranslation } from '../i18n/use-translation.ts';
import { Company } from '../legal/company.tsx';
import { usePreferences } from '../preferences/preferences.tsx';
import { PageHead } from '../rendering/page-head.tsx';
import { contactWords } from './contact.text.ts';

const WAYS = [
  { name: 'help', to: '/help', icon: LifeBuoy },
  { name: 'orders', to: '/account', icon: Smartphone },
  { name: 'status', to: '/status', icon: Activity },
] as const;

/** How to reach the shop, the quickest ways first. */
export function ContactPage() {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const words = contactWords[locale];
  return (
    <div className="shell py-8 sm:py-12">
      <PageHead title={t('shell.pageTitle', { title: t('shell.contact') })} description={words.description} />
      <h1 className="text-3xl">{t('shell.contact')}</h1>
      <p className="mt-3 max-w-prose text-lg text-soft">{words.description}</p>
      <ul className="mt-8 grid gap-3 md:grid-cols-3">
        {WAYS.map(({ name, to, icon: Icon }) => (
          <li
            key={name}
            className="relative rounded-card border border-line bg-surface p-4 has-[a:hover]:border-brand"
          >
            <Icon aria-hidden className="size-6 text-brand" />
            <Link
              to={to}
              className="mt-2 block font-semibold text-brand underline-offset-4 after:absolute after:inset-0 hover:underline"
            >
              {words.ways[name].title}
            </Link>
            <p className="mt-1 text-sm text-soft">{words.ways[name].text}</p>
          </li>
        ))}
      </ul>
      <WriteToUs about={words.subject} title={words.write} className="mt-6" />
      <Company className="mt-8" />
    </div>
  );
}
