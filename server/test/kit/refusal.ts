import { expect } from 'vitest';
import { errorCodes } from '../../src/platform/graphql/errors.ts';
import { expectUnchanged } from './census.ts';
import type { Person } from './shopper.ts';
import type { GraphQLAnswer, TestApp } from './test-app.ts';

/** Asks, as nobody unless said, and expects a refusal with this code: nothing changed, no internals shown. */
export async function refused(
  app: TestApp,
  code: string,
  query: string,
  variables: object = {},
  as?: Person,
): Promise<GraphQLAnswer> {
  const answer = await expectUnchanged(app, () => app.graphql(query, variables, as ? { as } : {}));
  expect(answer.errors?.map((error) => error.extensions.code)).toEqual([code]);
  expect(errorCodes).toContain(code);
  expectNoInternals(JSON.stringify([answer.data, answer.errors]));
  return answer;
}

/** Asserts that a text for the outside tells nothing of how the program is made. */
export function expectNoInternals(text: string): void {
  expect(text).not.toMatch(
    /stack|node_modules|\.ts:\d|select |insert |\bsql\b|postgres|kysely|mikro|at .+:\d+:\d+/i,
  );
}
