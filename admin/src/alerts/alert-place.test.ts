import { expect, it } from 'vitest';
import { placeOf } from './alert-place.ts';

it.each([
  ['/admin/orders/TRB-7K3MQ9/show', { part: 'orders', to: '/orders/TRB-7K3MQ9/show' }],
  ['/admin/dead-letters', { part: 'dead-letters', to: '/dead-letters?filter=%7B%7D' }],
  ['/admin/job-runs?filter=x', { part: 'job-runs', to: '/job-runs?filter=x' }],
])('%s leads to its page, without filters that were used before', (path, place) => {
  expect(placeOf(path)).toEqual(place);
});

it.each([null, '', '/admin/', '/admin/nothing', '/account/orders', 'https://elsewhere.example/admin/orders'])(
  '%s leads nowhere',
  (path) => {
    expect(placeOf(path)).toBeNull();
  },
);
