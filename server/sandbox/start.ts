import { startConnectedYouSandbox } from './connected-you/connected-you-server.ts';
import { openSandboxDatabase } from './core/database.ts';
import type { Log } from './core/log.ts';
import { startMailbox } from './mailbox/mailbox-server.ts';
import type { SandboxSecrets } from './secrets.ts';
import { startStripeSandbox } from './stripe/stripe-server.ts';

export { mintSandboxSecrets, type SandboxSecrets } from './secrets.ts';

export interface SandboxPorts {
  readonly stripe?: number;
  readonly connectedYou?: number;
  readonly smtp?: number;
  readonly mailbox?: number;
}

interface SandboxOptions {
  /** A database of the sandboxes' own; its tables are made here. One process at a time. */
  readonly databaseUrl: string;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** 0, the default, takes a free port. */
  readonly ports?: SandboxPorts;
  readonly secrets: SandboxSecrets;
  /** Where Stripe sends its webhooks; may be set later with {@link Sandboxes.setWebhookUrl}. */
  readonly webhookUrl?: string;
  /** Types of events the webhook endpoint has subscribed to. Default: all. */
  readonly webhookEvents?: readonly string[];
  /** Answer other machines too. Default: this machine only, by peer address and Host header. */
  readonly isPublic?: boolean;
  readonly log?: Log;
}

export interface Sandboxes {
  readonly stripe: { readonly url: string };
  readonly connectedYou: { readonly url: string };
  readonly smtp: { readonly host: string; readonly port: number };
  readonly mailbox: { readonly url: string };
  setWebhookUrl(url: string): void;
  /** Ends every server and connection. What was committed is there at the next start. */
  close(): Promise<void>;
}

/** Starts Stripe, ConnectedYou and the mailbox as servers on this machine. Undoes what it started when one fails. */
export async function startSandboxes(options: SandboxOptions): Promise<Sandboxes> {
  const { secrets, ports = {} } = options;
  const log = options.log ?? (() => undefined);
  const isPublic = options.isPublic ?? false;
  const host = options.host ?? (isPublic ? '0.0.0.0' : '127.0.0.1');
  const database = await openSandboxDatabase(options.databaseUrl, log);
  const started: { close(): Promise<void> }[] = [database];
  const closeAll = async () => {
    for (const server of started.splice(0).reverse()) await server.close();
  };
  const keep = <Server extends { close(): Promise<void> }>(server: Server): Server => {
    started.push(server);
    return server;
  };
  const shared = { pool: database.pool, host, isPublic, log };
  try {
    const stripe = keep(
      await startStripeSandbox({
        ...shared,
        port: ports.stripe ?? 0,
        keys: {
          secretKey: secrets.stripeSecretKey,
          publishableKey: secrets.stripePublishableKey,
          webhookSecret: secrets.stripeWebhookSecret,
        },
        webhookUrl: options.webhookUrl ?? null,
        enabledEvents: options.webhookEvents ?? ['*'],
      }),
    );
    const connectedYou = keep(
      await startConnectedYouSandbox({
        ...shared,
        port: ports.connectedYou ?? 0,
        apiKey: secrets.connectedYouApiKey,
        partnerId: secrets.connectedYouPartnerId,
      }),
    );
    const mailbox = keep(
      await startMailbox({ ...shared, port: ports.mailbox ?? 0, smtpPort: ports.smtp ?? 0 }),
    );
    return {
      stripe: { url: stripe.url },
      connectedYou: { url: connectedYou.url },
      smtp: { host: '127.0.0.1', port: mailbox.smtpPort },
      mailbox: { url: mailbox.url },
      setWebhookUrl: (url) => stripe.setWebhookUrl(url),
      close: closeAll,
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}
