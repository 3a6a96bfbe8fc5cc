// The operations of an app by their hash, for the server: see server/src/platform/graphql/known-operations.ts.
const { typedOperations } = require('./persisted-operation.cjs');

exports.plugin = async function plugin(schema, documents, config, info) {
  const { operations } = await typedOperations(schema, documents, config, info);
  const byHash = operations
    .toSorted((one, other) => one.name.localeCompare(other.name))
    .map(({ hash, text }) => [hash, text]);
  return `${JSON.stringify(Object.fromEntries(byHash), null, 2)}\n`;
};
