import { Link } from 'react-router';
import { lastAnswerOf } from '../api/answer.ts';
import { useFormat } from '../format/use-format.ts';
import { useImprintQuery } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { fill } from '../prose/block.ts';
import { Prose } from '../prose/prose.tsx';
import { PageHead } from '../rendering/page-head.tsx';
import { Company } from './company.tsx';
import { legalWords } from './legal-page.text.ts';
import { type LegalText, policy, writtenOn } from './legal-text.ts';

const PAGES = ['privacy', 'terms', 'cookies'] as const;
type LegalPageName = (typeof PAGES)[number];

/** A page of what holds between the shop and its customers, in plain words. */
export function LegalPage({ text, name }: { text: LegalText; name: LegalPageName }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { locale } = usePreferences();
  const { title, summary, body } = text[locale];
  const supportEmail = lastAnswerOf(useImprintQuery())?.shop.supportEmail ?? '';
  return (
    <article className="shell py-8 sm:py-12">
      <PageHead title={t('shell.pageTitle', { title })} description={summary} />
      <h1 className="text-3xl">{title}</h1>
      <p className="mt-3 mb-8 max-w-prose text-lg text-soft">{summary}</p>
      <Prose blocks={body} values={{ ...policy, supportEmail }} />
      <Company className="mt-8" />
      <p className="mt-8 text-sm text-soft">
        {fill(legalWords[locale].asOf, { date: format.date(writtenOn) })}
      </p>
      <nav
        aria-label={legalWords[locale].more}
        className="mt-6 flex flex-wrap gap-x-6 border-t border-line pt-4"
      >
        {PAGES.filter((page) => page !== name).map((page) => (
          <Link
            key={page}
            to={`/${page}`}
            className="inline-flex min-h-11 items-center font-medium text-brand underline underline-offset-4"
          >
            {t(`shell.${page}`)}
          </Link>
        ))}
        <Link
          to="/contact"
          className="inline-flex min-h-11 items-center font-medium text-brand underline underline-offset-4"
        >
          {t('shell.contact')}
        </Link>
      </nav>
    </article>
  );
}
