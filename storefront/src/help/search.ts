import { fold } from '../places/search.ts';
import type { Locale } from '../preferences/choices.ts';
import { plain } from '../prose/block.ts';
import type { Article } from './article.ts';

/** What a word counts for by where it stands. */
const weights = { title: 8, words: 5, summary: 3, body: 1 };

/**
 * The articles that have every word typed, the likeliest first; all of them when nothing is typed. Accents, case and
 * the end of the last word do not matter.
 */
export function searchArticles(articles: readonly Article[], typed: string, locale: Locale): Article[] {
  const wanted = fold(typed)
    .split(/[^\p{L}\p{N}#*]+/u)
    .filter((word) => word.length > 1);
  if (wanted.length === 0) return [...articles];
  return articles
    .map((article) => ({ article, score: scoreOf(article, wanted, locale) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score)
    .map(({ article }) => article);
}

function scoreOf({ text }: Article, wanted: readonly string[], locale: Locale): number {
  const { title, words, summary, body } = text[locale];
  const fields = { title: fold(title), words: fold(words), summary: fold(summary), body: fold(plain(body)) };
  const scores = wanted.map((word) =>
    Object.entries(weights).reduce(
      (sum, [field, weight]) => sum + (hasWord(fields, field, word) ? weight : 0),
      0,
    ),
  );
  return scores.every((score) => score > 0) ? scores.reduce((sum, score) => sum + score, 0) : 0;
}

function hasWord(fields: Record<string, string>, field: string, word: string): boolean {
  return ` ${fields[field] ?? ''}`.includes(` ${word}`);
}
