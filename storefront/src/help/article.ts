import type { Block, ByLocale } from '../prose/block.ts';

/** In the order in which they are shown: what is urgent first. */
export const GROUPS = ['connect', 'install', 'use', 'order'] as const;
export type Group = (typeof GROUPS)[number];

export type ArticleText = {
  /** The symptom, as a person would say it. */
  title: string;
  /** The answer in one or two sentences; shown in lists and to search engines. */
  summary: string;
  /** Further words people look for. */
  words: string;
  body: readonly Block[];
  /** Where to go on from here. */
  next: { text: string; label: string; to: string };
};

export type Article = { slug: string; group: Group; text: ByLocale<ArticleText> };
