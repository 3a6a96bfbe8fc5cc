// The typed documents, each with the hash by which the server knows it.
const { typedOperations } = require('./persisted-operation.cjs');

exports.plugin = async function plugin(schema, documents, config, info) {
  const { output, operations } = await typedOperations(schema, documents, config, info);
  const content = operations.reduce(
    (text, { name, hash }) =>
      text.replace(
        `export const ${name} = {"kind":"Document",`,
        `export const ${name} = {"__meta__":{"hash":"${hash}"},"kind":"Document",`,
      ),
    output.content,
  );
  return { ...output, content };
};
