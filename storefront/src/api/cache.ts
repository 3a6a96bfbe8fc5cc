import { InMemoryCache } from '@apollo/client';
import { appendPages } from './paging.ts';

/** How answers are kept, in the browser and where the server draws a page alike. */
export function createCache(): InMemoryCache {
  return new InMemoryCache({
    typePolicies: {
      Query: { fields: { shop: { merge: true } } },
      Shop: { keyFields: [] },
      // Known by what their addresses say: a handed-over list of the world has no ids in it.
      Country: { keyFields: ['iso2'] },
      Region: { keyFields: ['code'] },
      User: { fields: { orders: appendPages(), esims: appendPages(['isArchived']) } },
    },
  });
}
