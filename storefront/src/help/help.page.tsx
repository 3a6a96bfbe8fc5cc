import { CreditCard, type LucideIcon, QrCode, Search, SearchX, Smartphone, Wifi } from 'lucide-react';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import { useTranslation } from '../i18n/use-translation.ts';
import { policy } from '../legal/legal-text.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { fill } from '../prose/block.ts';
import { PageHead } from '../rendering/page-head.tsx';
import { StructuredData } from '../rendering/structured-data.tsx';
import { inputClass } from '../ui/field.tsx';
import { type Article, GROUPS, type Group } from './article.ts';
import { articles } from './articles.ts';
import { faqOf } from './faq.ts';
import { helpWords } from './help.text.ts';
import { searchArticles } from './search.ts';
import { WriteToUs } from './write-to-us.tsx';

const ICONS: Record<Group, LucideIcon> = {
  connect: Wifi,
  install: QrCode,
  use: Smartphone,
  order: CreditCard,
};

/** The help centre: what people see on their phone, and what to do about it. */
export function HelpPage() {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const words = helpWords[locale];
  const [typed, setTyped] = useState('');
  const found = searchArticles(articles, typed, locale);
  const isSearching = typed.trim() !== '';
  return (
    <div className="shell py-8 sm:py-12">
      <PageHead
        title={t('shell.pageTitle', { title: t('shell.helpCentre') })}
        description={words.description}
      />
      <StructuredData of={faqOf(articles, locale)} />
      <h1 className="text-3xl">{t('shell.helpCentre')}</h1>
      <SearchField typed={typed} onType={setTyped} />
      <p role="status" className="mt-2 min-h-6 text-sm text-soft">
        {isSearching && fill(words.found, { count: found.length })}
      </p>
      {isSearching ? (
        found.length > 0 ? (
          <ArticleList of={found} />
        ) : (
          <p className="mt-4 flex items-start gap-3">
            <SearchX aria-hidden className="mt-0.5 size-5 shrink-0 text-soft" />
            {words.nothing}
          </p>
        )
      ) : (
        <div className="mt-6 gap-8 md:columns-2">
          {GROUPS.map((group) => (
            <HelpGroup key={group} group={group} />
          ))}
        </div>
      )}
      <WriteToUs about={typed.trim() || t('shell.helpCentre')} className="mt-6" />
    </div>
  );
}

function SearchField({ typed, onType }: { typed: string; onType: (typed: string) => void }) {
  const words = helpWords[usePreferences().locale];
  const id = useId();
  return (
    <search className="mt-5 block max-w-xl">
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {words.search}
      </label>
      <div className="relative">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-3.5 size-5 -translate-y-1/2 text-soft"
        />
        <input
          id={id}
          type="search"
          value={typed}
          onChange={({ target }) => onType(target.value)}
          placeholder={words.example}
          autoComplete="off"
          enterKeyHint="search"
          className={`${inputClass} pl-11`}
        />
      </div>
    </search>
  );
}

function HelpGroup({ group }: { group: Group }) {
  const words = helpWords[usePreferences().locale];
  const Icon = ICONS[group];
  return (
    <section aria-labelledby={`help-${group}`} className="mb-10 break-inside-avoid">
      <h2 id={`help-${group}`} className="flex items-center gap-2.5 text-xl">
        <Icon aria-hidden className="size-5 text-brand" />
        {words.groups[group]}
      </h2>
      <ArticleList of={articles.filter((article) => article.group === group)} />
    </section>
  );
}

function ArticleList({ of }: { of: readonly Article[] }) {
  const { locale } = usePreferences();
  return (
    <ul className="mt-3 divide-y divide-line rounded-card border border-line bg-surface">
      {of.map(({ slug, text }) => (
        <li
          key={slug}
          className="relative px-4 py-3.5 has-[a:hover]:bg-stub first:rounded-t-card last:rounded-b-card"
        >
          <Link
            to={`/help/${slug}`}
            className="font-semibold text-brand underline-offset-4 after:absolute after:inset-0 hover:underline"
          >
            {text[locale].title}
          </Link>
          <p className="mt-0.5 text-sm text-soft">{fill(text[locale].summary, policy)}</p>
        </li>
      ))}
    </ul>
  );
}
