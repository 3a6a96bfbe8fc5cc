import { createServer } from 'node:net';
import { type Discovery, readDiscovery, writeDiscovery } from './discovery.ts';
import { mintSandboxSecrets, type SandboxSecrets } from './secrets.ts';
import { readSandboxSettings, type SandboxSettings } from './settings.ts';
import { type SandboxPorts, startSandboxes } from './start.ts';

/** What docs/payments.md says to select for the shop's endpoint at Stripe. */
const shopEvents = [
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.processing',
  'payment_intent.requires_action',
  'payment_intent.canceled',
  'charge.refunded',
  'charge.dispute.*',
  'refund.updated',
  'refund.failed',
];

/** The sandboxes' own process: starts them, says where they are in the discovery file, and ends on SIGTERM. */
async function main(): Promise<void> {
  const settings = readSandboxSettings(process.env);
  const before = readDiscovery(settings.discoveryFile);
  const secrets = before ? secretsOf(before) : mintSandboxSecrets();
  const sandboxes = await startSandboxes({
    databaseUrl: settings.databaseUrl,
    secrets,
    ports: await choosePorts(settings, before),
    webhookUrl: settings.webhookUrl,
    webhookEvents: shopEvents,
    isPublic: settings.isPublic,
    log: (line) => process.stderr.write(`sandbox: ${line}\n`),
  });
  const { stripe, connectedYou, smtp, mailbox } = sandboxes;
  writeDiscovery(settings.discoveryFile, {
    stripe: {
      url: stripe.url,
      secretKey: secrets.stripeSecretKey,
      publishableKey: secrets.stripePublishableKey,
      webhookSecret: secrets.stripeWebhookSecret,
    },
    connectedYou: {
      url: connectedYou.url,
      apiKey: secrets.connectedYouApiKey,
      partnerId: secrets.connectedYouPartnerId,
    },
    smtp,
    mailbox,
    pid: process.pid,
  });
  const stop = () => {
    sandboxes.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // A launcher that dies without a word leaves us its end of this channel.
  process.once('disconnect', stop);
  process.stdout.write('sandboxes ready\n');
}

function secretsOf(discovery: Discovery): SandboxSecrets {
  return {
    stripeSecretKey: discovery.stripe.secretKey,
    stripePublishableKey: discovery.stripe.publishableKey,
    stripeWebhookSecret: discovery.stripe.webhookSecret,
    connectedYouApiKey: discovery.connectedYou.apiKey,
    connectedYouPartnerId: discovery.connectedYou.partnerId,
  };
}

/** A port that was set is used or fails; else the one of the last start if it is free, so that open pages go on; else any. */
async function choosePorts(settings: SandboxSettings, before: Discovery | null): Promise<SandboxPorts> {
  const host = settings.isPublic ? '0.0.0.0' : '127.0.0.1';
  const choose = async (wanted: number | undefined, last: number | undefined, at = host) =>
    wanted ?? (last !== undefined && (await isFree(last, at)) ? last : 0);
  const portOf = (url: string | undefined) => (url === undefined ? undefined : Number(new URL(url).port));
  return {
    stripe: await choose(settings.ports.stripe, portOf(before?.stripe.url)),
    connectedYou: await choose(settings.ports.connectedYou, portOf(before?.connectedYou.url)),
    smtp: await choose(settings.ports.smtp, before?.smtp.port, '127.0.0.1'),
    mailbox: await choose(settings.ports.mailbox, portOf(before?.mailbox.url)),
  };
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}

main().catch((error: unknown) => {
  process.stderr.write(
    `The sandboxes could not start. ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
});
