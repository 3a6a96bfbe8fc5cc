import { z } from 'zod';
import { readDiscovery } from '../sandbox/discovery.ts';
import { isStaffRole, staffRoles } from './accounts/role.ts';

/** Raised when a setting is missing or wrong; its message says what to do and never shows a secret's value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const flag = (fallback: boolean) =>
  z
    .enum(['true', 'false', ''])
    .optional()
    .transform((value) => (value ? value === 'true' : fallback));

const whole = (fallback: number, min: number, max: number) =>
  z.preprocess(
    (value) => (value === undefined || value === '' ? fallback : Number(value)),
    z.number('must be a whole number').int('must be a whole number').min(min).max(max),
  );

/** Like `whole`, where what is not said depends on something else. */
const wholeOrUnset = (min: number, max: number) =>
  z.preprocess(
    (value) => (value === undefined || value === '' ? undefined : Number(value)),
    z.number('must be a whole number').int('must be a whole number').min(min).max(max).optional(),
  );

const optional = z
  .string()
  .optional()
  .transform((value) => (value?.trim() ? value.trim() : undefined));

const list = optional.transform((value) =>
  (value ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean),
);

const webAddress = /^https?:\/\/[^\s/]/;
/** An address of ours, without the slash at its end. */
const address = optional
  .refine(
    (value) => value === undefined || (webAddress.test(value) && URL.canParse(value)),
    'must be a whole address, such as https://shop.example',
  )
  .transform((value) => value?.replace(/\/+$/, ''));

/** Origins as browsers write them, whatever slash or capitals stand in the settings. */
const origins = list
  .refine(
    (entries) => entries.every((entry) => webAddress.test(entry) && URL.canParse(entry)),
    'must be addresses such as https://shop.example, with commas between',
  )
  .transform((entries) => entries.map((entry) => new URL(entry).origin));

/** Staff roles by name, `NONE` for none of them; undefined when it is not said. */
const roles = optional
  .transform((value) => value?.split(',').map((entry) => entry.trim().toUpperCase()))
  .refine(
    (names) => !names || names.every(isStaffRole) || (names.length === 1 && names[0] === 'NONE'),
    `must be NONE or some of ${staffRoles.join(', ')}, with commas between`,
  )
  .transform((names) => names?.filter(isStaffRole));

const environmentSchema = z.object({
  ENVIRONMENT: z.string().trim().default('development'),
  PORT: whole(4000, 0, 65535),
  HOST: optional,
  DATA_DIR: z.string().default('.data'),
  PUBLIC_URL: address,
  DATABASE_URL: z
    .string(
      'is not set: run `npm start`, which brings its own PostgreSQL, or set DATABASE_URL=postgres://user:password@host:5432/tribi',
    )
    .regex(/^postgres(ql)?:\/\//, 'must look like postgres://user:password@host:5432/tribi'),
  DATABASE_REPLICA_URLS: list,
  DATABASE_POOL_SIZE: whole(20, 2, 200),
  TRUST_PROXY_HOPS: whole(0, 0, 10),
  ALLOWED_ORIGINS: origins,
  SECRET_KEY: optional,
  COOKIE_DOMAIN: optional,
  COOKIE_SAMESITE: z.enum(['lax', 'strict', 'none']).default('lax'),
  ADMIN_EMAILS: list,
  SECOND_FACTOR_ROLES: roles,
  EMAIL_FROM: z.string().default('Tribi <hello@tribi.test>'),
  SUPPORT_EMAIL: z.string().default('support@tribi.test'),
  COMPANY_NAME: optional,
  COMPANY_ADDRESS: optional,
  COMPANY_REGISTRATION: optional,
  COMPANY_TAX_ID: optional,
  SMTP_HOST: optional,
  SMTP_PORT: whole(587, 1, 65535),
  SMTP_USER: optional,
  SMTP_PASSWORD: optional,
  SMTP_USE_TLS: flag(true),
  STRIPE_SECRET_KEY: optional,
  STRIPE_PUBLISHABLE_KEY: optional,
  STRIPE_WEBHOOK_SECRET: optional,
  CONNECTED_YOU_BASE_URL: optional,
  CONNECTED_YOU_API_KEY: optional,
  CONNECTED_YOU_PARTNER_ID: optional,
  CONNECTED_YOU_TIMEOUT_SECONDS: whole(15, 1, 120),
  CONNECTED_YOU_RATE_PER_SECOND: whole(100, 1, 10_000),
  SUPPLIER_BREAKER_FAILURES: whole(5, 1, 1000),
  SUPPLIER_BREAKER_SECONDS: whole(30, 1, 3600),
  SUPPLIER_BREAKER_MAX_SECONDS: whole(300, 1, 86_400),
  UNDELIVERED_POLICY: z.enum(['refund', 'person']).default('refund'),
  UNDELIVERED_AFTER_HOURS: whole(24, 1, 720),
  SANDBOX_DISCOVERY_FILE: optional,
  SANDBOX_PUBLIC: flag(false),
  PERSISTED_ONLY: flag(false),
  RATE_LIMIT_WINDOW_SECONDS: whole(60, 1, 3600),
  RATE_LIMIT_CODES_PER_DAY: whole(5, 1, 1000),
  RATE_LIMIT_WINDOW_HOURS: whole(24, 1, 168),
  RATE_LIMIT_CODES_PER_IP_PER_DAY: whole(25, 1, 100_000),
  RATE_LIMIT_SIGN_INS_PER_IP_PER_HOUR: whole(100, 1, 100_000),
  RATE_LIMIT_SECOND_FACTORS_PER_HOUR: whole(10, 1, 100_000),
  RATE_LIMIT_SECOND_FACTORS_PER_IP_PER_HOUR: whole(100, 1, 100_000),
  RATE_LIMIT_PAYMENTS_PER_MINUTE: whole(120, 1, 1_000_000),
  RATE_LIMIT_PAYMENTS_PER_IP_PER_MINUTE: wholeOrUnset(1, 1_000_000),
  RATE_LIMIT_STAFF_WRITES_PER_MINUTE: whole(100, 1, 100_000),
  RATE_LIMIT_STAFF_WRITES_PER_IP_PER_MINUTE: whole(500, 1, 100_000),
  RATE_LIMIT_SHARES_PER_HOUR: whole(20, 1, 10_000),
  RATE_LIMIT_SHARED_LOOKS_PER_IP_PER_MINUTE: whole(60, 1, 100_000),
  RATE_LIMIT_REFUND_REQUESTS_PER_HOUR: whole(20, 1, 10_000),
  ORDER_EXPIRES_MINUTES: whole(30, 5, 1440),
  MAX_OPEN_ORDERS: whole(3, 1, 1_000_000),
  MAX_RESERVED_ITEMS: whole(10, 1, 1_000_000),
  STOP_DELAY_SECONDS: whole(0, 0, 300),
  STOP_TIMEOUT_SECONDS: whole(10, 1, 300),
  WORK_PORT: z.preprocess(
    (value) => (value === undefined || value === '' ? undefined : Number(value)),
    z.number('must be a whole number').int('must be a whole number').min(0).max(65535).optional(),
  ),
  METRICS_TOKEN: optional.pipe(z.string().min(16, 'must have at least 16 characters').optional()),
  ALERT_EMAILS: list,
  ALERT_REPEAT_HOURS: whole(6, 1, 168),
  ALERT_WEBHOOK_URL: optional,
  ALERT_WEBHOOK_SECRET: optional,
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  LOG_FORMAT: z.enum(['console', 'json']).default('console'),
  ENABLE_REQUEST_LOGS: flag(true),
});

/** Every setting of the program, parsed once. Nothing else reads the environment. */
export type Config = ReturnType<typeof parseConfig>;

/**
 * Parses and explains the environment. What outside services need is taken from their settings or, when
 * those are unset and this is not production, from the running sandboxes.
 * @throws ConfigError naming every wrong setting at once
 */
export function parseConfig(env: Record<string, string | undefined>) {
  // An empty value means unset, as in .env.example.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`);
    throw new ConfigError(`These settings are wrong (see docs/configuration.md):\n${lines.join('\n')}`);
  }
  const settings = parsed.data;
  // Only the one word is production, so that a typing mistake never relaxes a production guard by half:
  // whatever is not production shows its sandbox banner.
  const isProduction = settings.ENVIRONMENT === 'production';
  const sandboxFile = settings.SANDBOX_DISCOVERY_FILE ?? `${settings.DATA_DIR}/sandbox.json`;
  const services = outsideServices(settings, isProduction, sandboxFile);
  const publicUrl = settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`;
  if (isProduction) refuseUnsafeProduction(settings, publicUrl);
  return {
    isProduction,
    port: settings.PORT,
    host: settings.HOST ?? (isProduction ? '0.0.0.0' : undefined),
    dataDir: settings.DATA_DIR,
    publicUrl,
    isPublicUrlFixed: settings.PUBLIC_URL !== undefined,
    allowedOrigins: settings.ALLOWED_ORIGINS,
    trustProxyHops: settings.TRUST_PROXY_HOPS,
    isPersistedOnly: settings.PERSISTED_ONLY,
    secretKey: settings.SECRET_KEY,
    database: {
      url: settings.DATABASE_URL,
      replicaUrls: settings.DATABASE_REPLICA_URLS,
      poolSize: settings.DATABASE_POOL_SIZE,
    },
    cookie: { domain: settings.COOKIE_DOMAIN, sameSite: settings.COOKIE_SAMESITE },
    adminEmails: settings.ADMIN_EMAILS.map((email) => email.toLowerCase()),
    // The demonstration's staff sign in by mailed code alone; who sets a second factor up is asked for it anyway.
    secondFactorRoles: settings.SECOND_FACTOR_ROLES ?? (isProduction ? staffRoles : []),
    mail: { from: settings.EMAIL_FROM, support: settings.SUPPORT_EMAIL, ...services.mail },
    company: companyOf(settings),
    stripe: services.stripe,
    connectedYou: {
      ...services.connectedYou,
      timeoutMs: settings.CONNECTED_YOU_TIMEOUT_SECONDS * 1000,
      ratePerSecond: settings.CONNECTED_YOU_RATE_PER_SECOND,
    },
    breaker: {
      failures: settings.SUPPLIER_BREAKER_FAILURES,
      seconds: settings.SUPPLIER_BREAKER_SECONDS,
      maxSeconds: settings.SUPPLIER_BREAKER_MAX_SECONDS,
    },
    undelivered: { policy: settings.UNDELIVERED_POLICY, afterHours: settings.UNDELIVERED_AFTER_HOURS },
    sandbox: {
      isUsed: services.isSandbox,
      isPublic: settings.SANDBOX_PUBLIC,
      mailboxUrl: services.mailboxUrl,
    },
    limits: {
      codeIntervalSeconds: settings.RATE_LIMIT_WINDOW_SECONDS,
      codesPerEmail: settings.RATE_LIMIT_CODES_PER_DAY,
      codesPerIp: settings.RATE_LIMIT_CODES_PER_IP_PER_DAY,
      codeWindowHours: settings.RATE_LIMIT_WINDOW_HOURS,
      signInsPerIpPerHour: settings.RATE_LIMIT_SIGN_INS_PER_IP_PER_HOUR,
      secondFactorsPerHour: settings.RATE_LIMIT_SECOND_FACTORS_PER_HOUR,
      secondFactorsPerIpPerHour: settings.RATE_LIMIT_SECOND_FACTORS_PER_IP_PER_HOUR,
      paymentsPerMinute: settings.RATE_LIMIT_PAYMENTS_PER_MINUTE,
      // Trials and measurements buy for many people from one address.
      paymentsPerIpPerMinute: settings.RATE_LIMIT_PAYMENTS_PER_IP_PER_MINUTE ?? (isProduction ? 600 : 60_000),
      staffWritesPerMinute: settings.RATE_LIMIT_STAFF_WRITES_PER_MINUTE,
      staffWritesPerIpPerMinute: settings.RATE_LIMIT_STAFF_WRITES_PER_IP_PER_MINUTE,
      sharesPerHour: settings.RATE_LIMIT_SHARES_PER_HOUR,
      sharedLooksPerIpPerMinute: settings.RATE_LIMIT_SHARED_LOOKS_PER_IP_PER_MINUTE,
      refundRequestsPerHour: settings.RATE_LIMIT_REFUND_REQUESTS_PER_HOUR,
      openOrders: settings.MAX_OPEN_ORDERS,
      reservedItems: settings.MAX_RESERVED_ITEMS,
    },
    orderExpiresMinutes: settings.ORDER_EXPIRES_MINUTES,
    stop: { delayMs: settings.STOP_DELAY_SECONDS * 1000, timeoutMs: settings.STOP_TIMEOUT_SECONDS * 1000 },
    metricsToken: settings.METRICS_TOKEN,
    workPort: settings.WORK_PORT,
    alerts: {
      /** Empty: every ADMIN. */
      addresses: settings.ALERT_EMAILS,
      repeatHours: settings.ALERT_REPEAT_HOURS,
      webhook: alertWebhook(settings),
    },
    log: { level: settings.LOG_LEVEL, format: settings.LOG_FORMAT, requests: settings.ENABLE_REQUEST_LOGS },
  };
}

type Settings = z.infer<typeof environmentSchema>;

/** Null where no company is named: a shop claims none that it does not have. */
function companyOf(settings: Settings) {
  if (!settings.COMPANY_NAME) return null;
  return {
    name: settings.COMPANY_NAME,
    address: settings.COMPANY_ADDRESS ?? null,
    registration: settings.COMPANY_REGISTRATION ?? null,
    taxId: settings.COMPANY_TAX_ID ?? null,
  };
}

function outsideServices(settings: Settings, isProduction: boolean, sandboxFile: string) {
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

function alertWebhook({ ALERT_WEBHOOK_URL: url, ALERT_WEBHOOK_SECRET: secret }: Settings) {
  if (!url) return null;
  if (!URL.canParse(url) || !/^https?:/.test(url))
    throw new ConfigError('ALERT_WEBHOOK_URL is not an address.');
  if (!secret || secret.length < 16) {
    throw new ConfigError(
      'With ALERT_WEBHOOK_URL, set ALERT_WEBHOOK_SECRET to at least 16 random characters (openssl rand -hex 32).',
    );
  }
  return { url, secret };
}

function refuseUnsafeProduction(settings: Settings, publicUrl: string): void {
  const problems: string[] = [];
  if (!settings.SECRET_KEY || settings.SECRET_KEY.length < 32)
    problems.push('SECRET_KEY must be set to at least 32 random characters (openssl rand -hex 32)');
  if (settings.SECRET_KEY?.includes('change-me')) problems.push('SECRET_KEY is the example value');
  if (!publicUrl.startsWith('https://')) problems.push('PUBLIC_URL must be set and begin with https://');
  for (const name of ['STRIPE_SECRET_KEY', 'STRIPE_PUBLISHABLE_KEY'] as const)
    if (/^[a-z]+_test_/.test(settings[name] ?? '')) problems.push(`${name} is a test key`);
  if (settings.SANDBOX_PUBLIC) problems.push('SANDBOX_PUBLIC must not be true');
  for (const name of ['EMAIL_FROM', 'SUPPORT_EMAIL'] as const)
    if (settings[name].includes('tribi.test')) problems.push(`${name} must be an address of yours`);
  if (problems.length > 0)
    throw new ConfigError(
      `ENVIRONMENT=production refuses to start:\n${problems.map((line) => `  ${line}`).join('\n')}`,
    );
}
