// Writes one Apollo Client 4 hook per operation over the typed documents, because
// typescript-react-apollo still writes for Apollo Client 3.
const { pascalCase } = require('change-case-all');

const kinds = {
  query: { hook: 'useQuery', suffix: 'Query' },
  mutation: { hook: 'useMutation', suffix: 'Mutation' },
  subscription: { hook: 'useSubscription', suffix: 'Subscription' },
};

module.exports = {
  plugin(_schema, documents) {
    const used = new Set();
    const lines = [];
    for (const file of documents) {
      for (const definition of file.document?.definitions ?? []) {
        if (definition.kind !== 'OperationDefinition' || !definition.name) continue;
        const { hook, suffix } = kinds[definition.operation];
        const base = pascalCase(definition.name.value) + suffix;
        const types = `Types.${base}, Types.${base}Variables`;
        used.add(hook);
        lines.push(
          `export const use${base} = (options?: Apollo.${hook}.Options<${types}>) => Apollo.${hook}(${pascalCase(definition.name.value)}Document, options as never) as unknown as ${
            hook === 'useMutation'
              ? `Apollo.useMutation.ResultTuple<${types}>`
              : `Apollo.${hook}.Result<${types.split(',')[0]}${hook === 'useQuery' ? `, Types.${base}Variables` : ''}>`
          };`.replaceAll('Types.', ''),
        );
      }
    }
    return { prepend: ["import * as Apollo from '@apollo/client/react';"], content: lines.join('\n') };
  },
};
