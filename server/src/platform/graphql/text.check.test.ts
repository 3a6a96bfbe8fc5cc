import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { assertStorable } from './text.check.ts';

/** A list in a list, and so on. */
function nested(levels: number, inner: unknown = 'x'): unknown {
  let value = inner;
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
}

describe('assertStorable', () => {
  it('takes texts and ordinary variables', () => {
    expect(() => assertStorable('{ a }', { a: ['b', { c: null, d: 1 }] })).not.toThrow();
    expect(() => assertStorable(undefined, undefined)).not.toThrow();
    expect(() => assertStorable('{ a }', { a: nested(64) })).not.toThrow();
  });

  it.each([
    ['a NUL in a document', '{ a(b: "\\u0000") }', {}],
    ['a NUL in a variable', '{ a }', { a: ['b', { c: 'd\0' }] }],
    ['variables of too many levels', '{ a }', { a: nested(65) }],
    ['variables deeper than the stack', '{ a }', { a: nested(200_000, '\0') }],
  ])('refuses %s', (_what, query, variables) => {
    const refusal = expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } });
    expect(() => assertStorable(query, variables)).toThrow(GraphQLError);
    expect(() => assertStorable(query, variables)).toThrow(refusal);
  });
});
