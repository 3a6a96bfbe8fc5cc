import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSchema, findBreakingChanges } from 'graphql';
import { describe, expect, it } from 'vitest';
import { printedSchema } from '../../src/schema.command.ts';

const read = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../../schema/${name}`, import.meta.url)), 'utf8');

describe('the contract', () => {
  it('keeps what outside clients rely on', async () => {
    const changes = findBreakingChanges(
      buildSchema(read('spine.graphql')),
      buildSchema(await printedSchema()),
    );
    expect(changes).toEqual([]);
  });

  it('is what the resolvers print', async () => {
    expect(read('schema.graphql')).toBe(await printedSchema());
  });

  it('guards in its own text what the spine guards', async () => {
    const guards = (text: string) =>
      [...text.matchAll(/(\w+)(?:\([^)]*\))?: [\w![\]]+ @auth\(requires: \[([A-Z, ]+)\]\)/g)].map(
        ([, field, roles]) => `${field} ${roles}`,
      );
    const printed = guards(await printedSchema());
    for (const guard of guards(read('spine.graphql'))) expect(printed).toContain(guard);
  });
});
