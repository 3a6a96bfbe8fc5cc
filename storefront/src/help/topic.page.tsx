import { ArrowRight, ChevronLeft } from 'lucide-react';
import { Link, useParams } from 'react-router';
import { useTranslation } from '../i18n/use-translation.ts';
import { policy } from '../legal/legal-text.ts';
import { NotFoundPage } from '../not-found/not-found.page.tsx';
import { usePreferences } from '../preferences/preferences.tsx';
import { fill } from '../prose/block.ts';
import { Prose } from '../prose/prose.tsx';
import { PageHead } from '../rendering/page-head.tsx';
import { StructuredData } from '../rendering/structured-data.tsx';
import { LinkButton } from '../ui/button.tsx';
import { articles } from './articles.ts';
import { faqOf } from './faq.ts';
import { helpWords } from './help.text.ts';
import { WriteToUs } from './write-to-us.tsx';

/** One symptom: the answer, the steps, what to do next, and the way to a person. */
export function TopicPage() {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const words = helpWords[locale];
  const { topic } = useParams();
  const article = articles.find(({ slug }) => slug === topic);
  if (!article) return <NotFoundPage />;
  const { title, summary, body, next } = article.text[locale];
  const others = articles.filter(({ group, slug }) => group === article.group && slug !== article.slug);
  return (
    <article className="shell py-8 sm:py-12">
      <PageHead title={t('shell.pageTitle', { title })} description={fill(summary, policy)} />
      <StructuredData of={faqOf([article], locale)} />
      <Link
        to="/help"
        className="-ml-1 inline-flex min-h-11 items-center gap-1 font-medium text-brand hover:underline underline-offset-4"
      >
        <ChevronLeft aria-hidden className="size-4" />
        {t('shell.helpCentre')}
      </Link>
      <h1 className="mt-1 text-3xl">{title}</h1>
      <p className="mt-3 mb-6 max-w-prose text-lg text-soft">{fill(summary, policy)}</p>
      <Prose blocks={body} values={policy} />
      <section aria-labelledby="next" className="mt-8 max-w-prose rounded-card bg-brand-soft p-4 sm:p-5">
        <h2 id="next" className="text-lg">
          {words.next}
        </h2>
        <p className="mt-1 mb-4">{next.text}</p>
        <LinkButton to={next.to} look="plain">
          {next.label}
          <ArrowRight aria-hidden className="size-4 shrink-0" />
        </LinkButton>
      </section>
      <WriteToUs about={title} className="mt-4 max-w-prose" />
      <nav aria-labelledby="others" className="mt-10">
        <h2 id="others" className="text-lg">
          {words.others}
        </h2>
        <ul className="mt-1">
          {others.map(({ slug, text }) => (
            <li key={slug}>
              <Link
                to={`/help/${slug}`}
                className="inline-flex min-h-11 items-center text-brand underline underline-offset-4"
              >
                {text[locale].title}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </article>
  );
}
