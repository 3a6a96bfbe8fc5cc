import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeDiscovery } from '../sandbox/discovery.ts';
import { ConfigError, environmentSchema } from './config.settings.ts';
import { parseConfig } from './config.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tribi-config-'));
  writeDiscovery(join(folder, 'sandbox.json'), {
    stripe: {
      url: 'http://127.0.0.1:1',
      secretKey: 'sk_test_1',
      publishableKey: 'pk_test_1',
      webhookSecret: 'whsec_1',
    },
    connectedYou: { url: 'http://127.0.0.1:2', apiKey: 'key', partnerId: 'partner' },
    smtp: { host: '127.0.0.1', port: 3 },
    mailbox: { url: 'http://127.0.0.1:4' },
    pid: 1,
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

const database = 'postgres://tribi:secret-password@localhost:5432/tribi';
const base = () => ({ DATABASE_URL: database, DATA_DIR: folder });

const production = {
  ENVIRONMENT: 'production',
  DATABASE_URL: database,
  PUBLIC_URL: 'https://shop.example',
  SECRET_KEY: 'f'.repeat(64),
  EMAIL_FROM: 'Shop <hello@shop.example>',
  SUPPORT_EMAIL: 'help@shop.example',
  SMTP_HOST: 'smtp.example',
  STRIPE_SECRET_KEY: 'sk_live_1',
  STRIPE_PUBLISHABLE_KEY: 'pk_live_1',
  STRIPE_WEBHOOK_SECRET: 'whsec_1',
  CONNECTED_YOU_API_KEY: 'key',
  CONNECTED_YOU_BASE_URL: 'https://api.example',
  CONNECTED_YOU_PARTNER_ID: 'partner',
};

const messageOf = (env: Record<string, string>): string => {
  try {
    parseConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('It was accepted');
};

describe('settings', () => {
  it('needs nothing on a developer machine but what npm start gives', () => {
    expect(parseConfig(base())).toMatchObject({
      port: 4000,
      isProduction: false,
      trustProxyHops: 0,
      sandbox: { isUsed: true },
    });
  });

  it('takes .env.example as it is, and the example names every setting', () => {
    const file = readFileSync(fileURLToPath(new URL('../../.env.example', import.meta.url)), 'utf8');
    const { DATA_DIR: _folder, ...example } = parseEnv(file);
    expect(parseConfig({ ...example, ...base() })).toEqual(parseConfig(base()));
    for (const name of Object.keys(environmentSchema.shape)) expect(file).toContain(`${name}=`);
  });

  it('tells of every wrong setting at once, and never a secret', () => {
    const message = messageOf({
      ...base(),
      DATABASE_URL: 'mysql://tribi:secret-password@db',
      PORT: 'four',
      TRUST_PROXY_HOPS: '-1',
    });
    for (const name of ['DATABASE_URL', 'PORT', 'TRUST_PROXY_HOPS']) expect(message).toContain(name);
    expect(message).not.toContain('secret-password');
  });

  it('reads addresses as they are meant, and refuses what is none', () => {
    const { publicUrl, allowedOrigins } = parseConfig({
      ...base(),
      PUBLIC_URL: 'https://shop.example/',
      ALLOWED_ORIGINS: 'https://App.example/, http://localhost:5173',
    });
    expect(publicUrl).toBe('https://shop.example');
    expect(allowedOrigins).toEqual(['https://app.example', 'http://localhost:5173']);
    for (const name of ['PUBLIC_URL', 'ALLOWED_ORIGINS'])
      for (const wrong of ['shop.example', 'shop.example:443', 'https://', 'ftp://shop.example'])
        expect(messageOf({ ...base(), [name]: wrong }), wrong).toContain(`${name} must be`);
  });

  it('says what to do where the sandboxes are not running', () => {
    expect(messageOf({ ...base(), DATA_DIR: '/nowhere' })).toMatch(/npm start/);
  });

  it('asks for the rest of a service that is set in part', () => {
    expect(messageOf({ ...base(), STRIPE_SECRET_KEY: 'sk_live_1' })).toContain('STRIPE_WEBHOOK_SECRET');
  });
});

describe('roles that need a second factor', () => {
  it('are all of staff in production, else none, and as they are set', () => {
    const rolesOf = (env: Record<string, string>) => parseConfig(env).secondFactorRoles;
    expect(rolesOf(base())).toEqual([]);
    expect(rolesOf(production)).toEqual(['SUPPORT', 'CATALOG', 'FINANCE', 'ADMIN']);
    expect(rolesOf({ ...production, SECOND_FACTOR_ROLES: 'admin, Finance' })).toEqual(['ADMIN', 'FINANCE']);
    expect(rolesOf({ ...production, SECOND_FACTOR_ROLES: 'none' })).toEqual([]);
    for (const wrong of ['ADMIN, OWNER', 'CUSTOMER', 'NONE, ADMIN'])
      expect(messageOf({ ...base(), SECOND_FACTOR_ROLES: wrong })).toContain('SECOND_FACTOR_ROLES');
  });
});

describe('production', () => {
  it('starts with everything of its own', () => {
    expect(parseConfig(production)).toMatchObject({
      isProduction: true,
      sandbox: { isUsed: false },
      stripe: { apiBase: null },
    });
  });

  it('is only the one word', () => {
    expect(parseConfig({ ...base(), ENVIRONMENT: 'Production' }).isProduction).toBe(false);
    // As the launcher reads it.
    expect(parseConfig({ ...production, ENVIRONMENT: ' production ' }).isProduction).toBe(true);
  });

  it.each([
    ['STRIPE_SECRET_KEY', undefined],
    ['CONNECTED_YOU_API_KEY', undefined],
    ['SMTP_HOST', undefined],
    ['SECRET_KEY', 'short'],
    ['PUBLIC_URL', 'http://shop.example'],
    ['STRIPE_SECRET_KEY', 'sk_test_1'],
    ['STRIPE_SECRET_KEY', 'rk_test_1'],
    ['STRIPE_PUBLISHABLE_KEY', 'pk_test_1'],
    ['SUPPORT_EMAIL', undefined],
    ['SANDBOX_PUBLIC', 'true'],
    ['EMAIL_FROM', 'Tribi <hello@tribi.test>'],
  ])('refuses to start with %s %s', (name, value) => {
    const { [name as keyof typeof production]: _left, ...rest } = production;
    expect(messageOf(value === undefined ? rest : { ...rest, [name]: value })).toContain(name);
  });
});
