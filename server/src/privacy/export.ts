import { findChoices } from '../notifications/mail-choice.store.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { lists, readProfile } from './export.query.ts';

/** Rows that are in memory at once, however much somebody has bought. */
const pageSize = 100;
const beforeAll = '00000000-0000-0000-0000-000000000000';

/**
 * All that is kept of a person, as the text of one JSON object, piece by piece. Where reading fails in between it
 * throws, and what was told before is no whole object. The activation codes are the person's own.
 */
export async function* exportOf(ctx: RequestContext, userId: string): AsyncGenerator<string> {
  const { em } = ctx;
  yield `{\n"exportedAt": ${JSON.stringify(ctx.clock.now())},\n`;
  yield `"profile": ${JSON.stringify(await readProfile(em, userId))},\n`;
  yield `"mailChoices": ${JSON.stringify(await findChoices(em, userId))}`;
  for (const [name, readPage] of Object.entries(lists)) {
    yield `,\n${JSON.stringify(name)}: [`;
    let after = beforeAll;
    for (let separator = '\n'; ; ) {
      const page = await readPage(ctx, userId, after, pageSize);
      for (const { json } of page) {
        yield separator + JSON.stringify(json);
        separator = ',\n';
      }
      const last = page.at(-1);
      if (!last || page.length < pageSize) break;
      after = last.id;
    }
    yield '\n]';
  }
  yield '\n}\n';
}
