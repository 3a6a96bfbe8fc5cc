import type { Locale } from '../preferences/choices.ts';

/** The same in every language: one that is missing does not compile. */
export type ByLocale<T> = Readonly<Record<Locale, T>>;

/** A part of a long text: a paragraph, a heading, steps in their order, or a list. `{{name}}` stands for a value. */
export type Block = string | { title: string } | { steps: readonly string[] } | { list: readonly string[] };

export type TextValues = Readonly<Record<string, string | number>>;

export function fill(text: string, values: TextValues): string {
  return text.replace(/\{\{(\w+)\}\}/g, (hole, name: string) => String(values[name] ?? hole));
}

/** The text alone, for search and for machines. */
export function plain(blocks: readonly Block[]): string {
  return blocks.flatMap(linesOf).join(' ');
}

function linesOf(block: Block): readonly string[] {
  if (typeof block === 'string') return [block];
  if ('title' in block) return [block.title];
  return 'steps' in block ? block.steps : block.list;
}
