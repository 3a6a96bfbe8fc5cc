import { policy } from '../legal/legal-text.ts';
import type { Locale } from '../preferences/choices.ts';
import { fill, plain } from '../prose/block.ts';
import type { Article } from './article.ts';

/** The articles as questions and answers (https://schema.org/FAQPage). */
export function faqOf(articles: readonly Article[], locale: Locale): object {
  return {
    '@type': 'FAQPage',
    inLanguage: locale,
    mainEntity: articles.map(({ text }) => ({
      '@type': 'Question',
      name: text[locale].title,
      acceptedAnswer: {
        '@type': 'Answer',
        text: fill(`${text[locale].summary} ${plain(text[locale].body)}`, policy),
      },
    })),
  };
}
