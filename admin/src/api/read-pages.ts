/** A page of the API at most. */
const largestPage = 100;

interface CursorPage<Row> {
  nodes: readonly Row[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/**
 * A list's rows, all of its pages, up to a limit. Walked by cursor: a row that is made meanwhile neither repeats nor
 * hides another.
 */
export async function readPages<Row>(
  readPage: (first: number, after: string | null) => Promise<CursorPage<Row>>,
  limit: number,
): Promise<{ rows: Row[]; hasMore: boolean }> {
  const rows: Row[] = [];
  let after: string | null = null;
  for (;;) {
    const page: CursorPage<Row> = await readPage(Math.min(largestPage, limit - rows.length), after);
    rows.push(...page.nodes);
    after = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage || rows.length >= limit)
      return { rows, hasMore: page.pageInfo.hasNextPage };
  }
}
