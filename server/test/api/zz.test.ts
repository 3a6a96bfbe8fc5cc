import { it } from 'vitest';
import { startTestApp } from '../kit/test-app.ts';
it('x', async () => {
  const app = await startTestApp({ env: { LOG_LEVEL: 'error' } });
  const show = async (q: string, v: object = {}) => console.log(JSON.stringify(await app.graphql(q, v)).slice(0, 600));
  await show('query ($first: Int! = 20, $sort: PlanSort! = NAME_ASC) { plans(first: $first, sort: $sort) { totalCount } }', {});
  await show('query ($first: Int = 20, $filter: PlanFilter) { plans(first: $first, filter: $filter) { totalCount } }', { filter: null });
  await show('query ($first: Int! = 20) { plans(first: $first, sort: NAME_ASC) { totalCount } }', { first: 1 });
  await show('query ($filter: PlanFilter) { plans(filter: $filter) { totalCount } }', { filter: { maxDays: 3 } });
  await show('query ($filter: PlanFilter) { plans(filter: $filter) { totalCount } }', { filter: { country: 'ES', currency: 'EUR' } });
  await app.close();
});
