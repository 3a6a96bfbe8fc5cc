import DataLoader from 'dataloader';
import type { RequestContext } from '../request-context.ts';

type Batch<K, V> = (ctx: RequestContext, keys: readonly K[]) => Promise<Map<K, V>>;

/**
 * Makes a function that loads one thing by its key, and asks the database once for all keys that one
 * request needs at a time. A key without a row gives `fallback`.
 */
export function batchLoader<K extends string, V>(
  batch: Batch<K, V>,
  fallback: V,
): (ctx: RequestContext, key: K) => Promise<V> {
  return (ctx, key) => {
    let loader = ctx.loaders.get(batch) as DataLoader<K, V> | undefined;
    if (!loader) {
      loader = new DataLoader<K, V>(async (keys) => {
        const found = await batch(ctx, keys);
        return keys.map((each) => found.get(each) ?? fallback);
      });
      ctx.loaders.set(batch, loader);
    }
    return loader.load(key);
  };
}
