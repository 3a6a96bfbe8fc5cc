import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApp } from './app.ts';
import { parseConfig } from './config.ts';
import { printContract } from './platform/graphql/print-schema.ts';

/** Settings of an app that is only looked at: nothing is connected to before it starts. */
const nowhere = {
  DATABASE_URL: 'postgres://localhost:1/none',
  SECRET_KEY: 'only-for-printing-the-schema',
  STRIPE_SECRET_KEY: 'none',
  STRIPE_PUBLISHABLE_KEY: 'none',
  STRIPE_WEBHOOK_SECRET: 'none',
  CONNECTED_YOU_BASE_URL: 'http://localhost:1',
  CONNECTED_YOU_API_KEY: 'none',
  CONNECTED_YOU_PARTNER_ID: 'none',
  SMTP_HOST: 'localhost',
  LOG_LEVEL: 'silent',
};

/** Prints the contract from the resolvers, without a database. */
export async function printedSchema(): Promise<string> {
  const app = await createApp(parseConfig(nowhere));
  return printContract(app.schema);
}

/** Writes schema/schema.graphql, or with `isCheck` says whether it is what the resolvers print. */
export async function schemaCommand(isCheck: boolean): Promise<boolean> {
  const file = join(schemaFolder(), 'schema.graphql');
  const printed = await printedSchema();
  if (!isCheck) {
    writeFileSync(file, printed);
    return true;
  }
  return existsSync(file) && readFileSync(file, 'utf8') === printed;
}

function schemaFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'schema', 'spine.graphql'))) folder = dirname(folder);
  return join(folder, 'schema');
}
