import { scenario } from '../scenario.ts';

const rows = 20;
const codes = Array.from(
  { length: rows },
  (_, index) => `LPA:1$smdp.import.tribi.example$CRASH-${String(index).padStart(4, '0')}`,
);
const csv = ['activation_code,plan_id', ...codes.map((code) => `${code},spain-1gb-7d`)].join('\n');

/** A file of stock, sent again by whoever saw no answer. */
export const stockImport = scenario({
  name: 'import',
  setUp: async () => undefined,
  async act(shop) {
    const { data, errors } = await shop.graphql(
      `mutation ($csv: String!) { importInventory(csv: $csv) { created updated rejected applied } }`,
      { csv },
      { as: shop.people.catalog },
    );
    if (!data?.importInventory.applied) throw new Error(JSON.stringify(errors ?? data));
  },
  async problems(shop) {
    const items = await shop.sql(
      `select status, count(*)::int as n from inventory_items where activation_code = any($1) group by status`,
      [codes],
    );
    const expected = JSON.stringify([{ status: 'AVAILABLE', n: rows }]);
    return JSON.stringify(items) === expected ? [] : [`of the file the shelf has ${JSON.stringify(items)}`];
  },
});
