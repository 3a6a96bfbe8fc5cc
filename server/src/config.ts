import { staffRoles } from './accounts/role.ts';
import { outsideServices } from './config.services.ts';
import { ConfigError, environmentSchema, type Settings } from './config.settings.ts';

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
