// How the server knows an operation of our apps: by the hash of its text as Apollo Client sends it, with __typename in
// each selection.
const { createHash } = require('node:crypto');

const DECLARATION = /^export const (\w+) = (\{"kind":"Document",.*\}) as unknown as DocumentNode<.*>;$/gm;

/**
 * The typed documents of an app, and for each its name, text and SHA-256 in hex. The text is printed from the very
 * document that the app holds, so that it is the one that would be sent.
 */
exports.typedOperations = async function typedOperations(schema, documents, config, info) {
  const { plugin } = await import('@graphql-codegen/typed-document-node');
  const { addTypenameToDocument } = await import('@apollo/client/utilities');
  const { print } = await import('graphql');
  const output = await plugin(schema, documents, config, info);
  const operations = [...output.content.matchAll(DECLARATION)]
    .map(([, name, json]) => ({ name, document: JSON.parse(json) }))
    .filter(({ document }) => document.definitions[0].kind === 'OperationDefinition')
    .map(({ name, document }) => {
      const text = print(addTypenameToDocument(document));
      return { name, text, hash: createHash('sha256').update(text).digest('hex') };
    });
  return { output, operations };
};
