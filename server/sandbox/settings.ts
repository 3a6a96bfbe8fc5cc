import { join } from 'node:path';
import { z } from 'zod';

const portSchema = z.coerce.number().int().min(0).max(65_535).optional();

const environmentSchema = z.object({
  SANDBOX_DATABASE_URL: z.url({
    error: 'SANDBOX_DATABASE_URL is needed: the sandboxes keep a database of their own.',
  }),
  SANDBOX_DISCOVERY_FILE: z.string().min(1).optional(),
  DATA_DIR: z.string().min(1).optional(),
  SANDBOX_PUBLIC: z.enum(['true', 'false'], { error: 'SANDBOX_PUBLIC is true or false.' }).default('false'),
  SANDBOX_STRIPE_PORT: portSchema,
  SANDBOX_CONNECTED_YOU_PORT: portSchema,
  SANDBOX_SMTP_PORT: portSchema,
  SANDBOX_MAILBOX_PORT: portSchema,
  APP_URL: z
    .url({ error: 'APP_URL is a URL such as http://127.0.0.1:4000.' })
    .default('http://127.0.0.1:4000'),
});

export interface SandboxSettings {
  readonly databaseUrl: string;
  readonly discoveryFile: string;
  readonly isPublic: boolean;
  readonly webhookUrl: string;
  readonly ports: {
    readonly stripe: number | undefined;
    readonly connectedYou: number | undefined;
    readonly smtp: number | undefined;
    readonly mailbox: number | undefined;
  };
}

/** Reads the sandbox process's environment. Throws one error that names everything that is wrong. */
export function readSandboxSettings(environment: NodeJS.ProcessEnv): SandboxSettings {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  const values = parsed.data;
  return {
    databaseUrl: values.SANDBOX_DATABASE_URL,
    discoveryFile: values.SANDBOX_DISCOVERY_FILE ?? join(values.DATA_DIR ?? '.data', 'sandbox.json'),
    isPublic: values.SANDBOX_PUBLIC === 'true',
    webhookUrl: new URL('/webhooks/stripe', values.APP_URL).href,
    ports: {
      stripe: values.SANDBOX_STRIPE_PORT,
      connectedYou: values.SANDBOX_CONNECTED_YOU_PORT,
      smtp: values.SANDBOX_SMTP_PORT,
      mailbox: values.SANDBOX_MAILBOX_PORT,
    },
  };
}
