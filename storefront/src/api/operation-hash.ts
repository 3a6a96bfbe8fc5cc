import type { DocumentNode } from 'graphql';

/** The hash that the code generator wrote into a document, by which the server knows it (schema/operations). */
export function hashOf(document: DocumentNode): string {
  const meta: unknown = Reflect.get(document, '__meta__');
  const hash: unknown = typeof meta === 'object' && meta !== null ? Reflect.get(meta, 'hash') : undefined;
  if (typeof hash !== 'string') throw new Error('Operations come from the code generator');
  return hash;
}
