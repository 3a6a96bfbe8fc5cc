import { dataOf, type ResourceReader } from '../api/data-provider.ts';
import { SwitchListDocument, type SwitchRowFragment } from '../generated/graphql.ts';

export type SwitchRow = SwitchRowFragment;

export const switchReader: ResourceReader = {
  list: async (client) => {
    const { switches } = dataOf(await client.query({ query: SwitchListDocument, fetchPolicy: 'no-cache' }));
    return { data: switches.map((each) => ({ ...each, id: each.name })), total: switches.length };
  },
};
