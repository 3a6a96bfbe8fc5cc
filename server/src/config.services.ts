import { readDiscovery } from '../sandbox/discovery.ts';
import { ConfigError, type Settings } from './config.settings.ts';

/**
 * What outside services need: their settings or, where those are unset and this is not production, the running sandboxes.
 * @throws ConfigError where neither is there, or a service is set in part
 */
export function outsideServices(settings: Settings, isProduction: boolean, sandboxFile: string) {
  const wantsSandbox = {
    stripe: !settings.STRIPE_SECRET_KEY,
    connectedYou: !settings.CONNECTED_YOU_API_KEY,
    mail: !settings.SMTP_HOST,
  };
  const missing = Object.entries(wantsSandbox)
    .filter(([, wanted]) => wanted)
    .map(([service]) => settingOf[service]);
  if (isProduction && missing.length > 0) {
    throw new ConfigError(`ENVIRONMENT=production refuses to run with sandboxes. Set ${missing.join(', ')}.`);
  }
  const sandbox = missing.length > 0 ? readDiscovery(sandboxFile) : null;
  if (missing.length > 0 && !sandbox) {
    throw new ConfigError(
      `The sandboxes are not running (no ${sandboxFile}). Run \`npm start\`, which brings them up, or set ${missing.join(', ')}.`,
    );
  }
  return {
    isSandbox: sandbox !== null,
    mailboxUrl: wantsSandbox.mail ? sandbox?.mailbox.url : undefined,
    stripe:
      wantsSandbox.stripe && sandbox
        ? {
            secretKey: sandbox.stripe.secretKey,
            publishableKey: sandbox.stripe.publishableKey,
            webhookSecret: sandbox.stripe.webhookSecret,
            apiBase: sandbox.stripe.url,
          }
        : realStripe(settings),
    connectedYou:
      wantsSandbox.connectedYou && sandbox
        ? {
            baseUrl: sandbox.connectedYou.url,
            apiKey: sandbox.connectedYou.apiKey,
            partnerId: sandbox.connectedYou.partnerId,
          }
        : realConnectedYou(settings),
    mail: {
      smtp:
        wantsSandbox.mail && sandbox
          ? {
              host: sandbox.smtp.host,
              port: sandbox.smtp.port,
              user: undefined,
              password: undefined,
              useTls: false,
            }
          : {
              host: settings.SMTP_HOST ?? '',
              port: settings.SMTP_PORT,
              user: settings.SMTP_USER,
              password: settings.SMTP_PASSWORD,
              useTls: settings.SMTP_USE_TLS,
            },
    },
  };
}

const settingOf: Record<string, string> = {
  stripe: 'STRIPE_SECRET_KEY, STRIPE_PUBLISHABLE_KEY and STRIPE_WEBHOOK_SECRET',
  connectedYou: 'CONNECTED_YOU_BASE_URL, CONNECTED_YOU_API_KEY and CONNECTED_YOU_PARTNER_ID',
  mail: 'SMTP_HOST (and SMTP_PORT, SMTP_USER, SMTP_PASSWORD)',
};

function realStripe(settings: Settings) {
  const { STRIPE_SECRET_KEY, STRIPE_PUBLISHABLE_KEY, STRIPE_WEBHOOK_SECRET } = settings;
  if (!STRIPE_SECRET_KEY || !STRIPE_PUBLISHABLE_KEY || !STRIPE_WEBHOOK_SECRET) {
    throw new ConfigError(
      'With STRIPE_SECRET_KEY, set STRIPE_PUBLISHABLE_KEY and STRIPE_WEBHOOK_SECRET too.',
    );
  }
  return {
    secretKey: STRIPE_SECRET_KEY,
    publishableKey: STRIPE_PUBLISHABLE_KEY,
    webhookSecret: STRIPE_WEBHOOK_SECRET,
    apiBase: null,
  };
}

function realConnectedYou(settings: Settings) {
  const { CONNECTED_YOU_BASE_URL, CONNECTED_YOU_API_KEY, CONNECTED_YOU_PARTNER_ID } = settings;
  if (!CONNECTED_YOU_BASE_URL || !CONNECTED_YOU_API_KEY || !CONNECTED_YOU_PARTNER_ID) {
    throw new ConfigError(
      'With CONNECTED_YOU_API_KEY, set CONNECTED_YOU_BASE_URL and CONNECTED_YOU_PARTNER_ID too.',
    );
  }
  return {
    baseUrl: CONNECTED_YOU_BASE_URL,
    apiKey: CONNECTED_YOU_API_KEY,
    partnerId: CONNECTED_YOU_PARTNER_ID,
  };
}
