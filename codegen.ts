import type { CodegenConfig } from '@graphql-codegen/cli';

const app = (name: string): CodegenConfig['generates'] => ({
  [`${name}/src/generated/graphql.ts`]: {
    documents: [`${name}/src/**/*.graphql`],
    plugins: ['typescript-operations', './codegen/documents-plugin.cjs', './codegen/hooks-plugin.cjs'],
    config: {
      scalars: { DateTime: 'string', SafeInt: 'number', ID: 'string' },
      enumsAsTypes: true,
      useTypeImports: true,
      skipTypename: false,
      nonOptionalTypename: true,
      dedupeFragments: true,
      avoidOptionals: { field: true },
    },
  },
  [`schema/operations/${name}.json`]: {
    documents: [`${name}/src/**/*.graphql`],
    plugins: ['./codegen/operations-plugin.cjs'],
    config: { dedupeFragments: true },
  },
});

const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  ignoreNoDocuments: true,
  generates: { ...app('storefront'), ...app('admin') },
};

export default config;
