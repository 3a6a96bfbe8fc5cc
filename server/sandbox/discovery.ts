import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const discoverySchema = z.object({
  stripe: z.object({
    url: z.url(),
    secretKey: z.string().startsWith('sk_test_'),
    publishableKey: z.string().startsWith('pk_test_'),
    webhookSecret: z.string().startsWith('whsec_'),
  }),
  connectedYou: z.object({ url: z.url(), apiKey: z.string().min(1), partnerId: z.string().min(1) }),
  smtp: z.object({ host: z.string().min(1), port: z.int().min(1).max(65_535) }),
  mailbox: z.object({ url: z.url() }),
  /** The sandbox process that wrote this; it may have ended since. */
  pid: z.int().min(1),
});
/** Where the sandboxes are and the secrets to speak to them with: how the app finds them. */
export type Discovery = z.infer<typeof discoverySchema>;

/** Null when there is no such file yet, or it is not one of ours (an older version, a half-written copy). */
export function readDiscovery(file: string): Discovery | null {
  try {
    const parsed = discoverySchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError || isMissingFile(error)) return null;
    throw error;
  }
}

/** Replaces the file in one step, readable by its owner only: it holds secrets. */
export function writeDiscovery(file: string, discovery: Discovery): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, `${JSON.stringify(discovery, null, 2)}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, file);
}

function isMissingFile(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
