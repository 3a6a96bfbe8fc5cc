/** A list that is measured. */
export interface List {
  name: string;
  title: string;
  query: string;
  variables: object;
  /** The page's size; null where one plan is answered. */
  first: number | null;
}

const planFields = /* GraphQL */ `
  id slug name isUnlimited dataMb validityDays availability
  carrier { id name }
  country { id iso2 name }
  price { amount currency }
`;

const plansOf = /* GraphQL */ `
  query Plans($filter: PlanFilter!, $first: Int!) {
    me { id }
    plans(filter: $filter, first: $first) {
      nodes { ${planFields} }
      pageInfo { hasNextPage }
    }
  }
`;

/** Asked for with a session; `me` is what only its holder may read. */
export const lists: readonly List[] = [
  {
    name: 'plans-20',
    title: 'plans of a country, 20',
    query: plansOf,
    variables: { filter: { country: 'ES', currency: 'EUR' }, first: 20 },
    first: 20,
  },
  {
    name: 'plan',
    title: 'plan by slug',
    query: /* GraphQL */ `query Plan($slug: String!) { me { id } plan(slug: $slug) { ${planFields} } }`,
    variables: { slug: 'spain-3gb-30d' },
    first: null,
  },
  {
    name: 'plans-50',
    title: 'plans, a page of 50',
    query: plansOf,
    variables: { filter: { currency: 'EUR' }, first: 50 },
    first: 50,
  },
];
