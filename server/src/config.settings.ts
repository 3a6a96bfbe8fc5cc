import { z } from 'zod';
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

/** What the environment may say, and what holds where it says nothing. */
export const environmentSchema = z.object({
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

export type Settings = z.infer<typeof environmentSchema>;
