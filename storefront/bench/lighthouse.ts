import lighthouse from 'lighthouse';

export const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
export type Category = (typeof categories)[number];

export interface Audit {
  /** 0 to 100; null where a category does not apply. */
  scores: Record<Category, number | null>;
  /** What cost points, by category. */
  lost: string[];
}

/** Lighthouse's own phone on its own slow line. @param isBarred pages that search engines are kept out of */
export async function audit(url: string, port: number, isBarred: boolean): Promise<Audit> {
  const wanted = categories.filter((category) => !isBarred || category !== 'seo');
  const result = await lighthouse(url, {
    port,
    output: 'json',
    logLevel: 'error',
    onlyCategories: [...wanted],
  });
  if (!result) throw new Error(`Lighthouse gave nothing for ${url}`);
  const { lhr } = result;
  const scores = Object.fromEntries(
    categories.map((category) => {
      const score = lhr.categories[category]?.score;
      return [category, typeof score === 'number' ? Math.round(score * 100) : null];
    }),
  ) as Record<Category, number | null>;
  const lost = wanted.flatMap((category) =>
    (lhr.categories[category]?.auditRefs ?? [])
      .filter(({ weight, id }) => weight > 0 && (lhr.audits[id]?.score ?? 1) < 0.9)
      .map(({ id }) => `${category}: ${id} ${lhr.audits[id]?.displayValue ?? ''}`.trim()),
  );
  return { scores, lost };
}
