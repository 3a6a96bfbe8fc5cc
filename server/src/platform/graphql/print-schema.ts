import { printSchemaWithDirectives } from '@graphql-tools/utils';
import type { GraphQLSchema } from 'graphql';

const header = `# Printed from the resolvers by \`npm run schema\`; do not edit. CI fails when it differs.
# What outside clients rely on stands in spine.graphql.

`;

/** The contract as schema/schema.graphql holds it, with who may read what. */
export const printContract = (schema: GraphQLSchema): string =>
  `${header}${printSchemaWithDirectives(schema)}\n`;
