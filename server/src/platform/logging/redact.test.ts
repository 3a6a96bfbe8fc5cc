import { describe, expect, it } from 'vitest';
import { createLogger, createPlainLogger } from './logger.ts';
import { redact, redactText } from './redact.ts';

const settings = { level: 'debug', format: 'json', requests: true } as const;
/** A logger whose lines are kept. */
function logged(work: (log: ReturnType<typeof createLogger>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  work(createLogger(settings, (line) => void lines.push(line)));
  return lines.map((line) => JSON.parse(line));
}

describe('redactText', () => {
  it.each([
    ['LPA:1$rsp.example.com$K2-ABCD12-EFGH', 'an activation code'],
    [
      'https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=LPA%3A1%24rsp.example.com%24K2-ABCD12-EFGH',
      'a link',
    ],
    ['pi_3Ab_secret_9xYz', 'a client secret'],
    ['sk_test_51Habc', 'an API key'],
    ['whsec_abc123', 'a webhook secret'],
    ['Authorization: Bearer abc.def-123', 'a header'],
    [`token ${'aB3_'.repeat(11)}`.slice(0, 49), 'a session token'],
    ['your code is 402917', 'a mailed code'],
    ['Key (email)=(ana.garcia@example.com) already exists', 'an address'],
  ])('leaves nothing of %s (%s)', (text) => {
    const clean = redactText(`before ${text} after`);
    for (const secret of [
      'ABCD12',
      '9xYz',
      '51Habc',
      'abc123',
      'def-123',
      'aB3_aB3_',
      '402917',
      'ana.garcia',
    ])
      expect(clean).not.toContain(secret);
    expect(clean).toMatch(/^before .* after$/);
  });

  it('leaves what is no secret', () => {
    for (const text of [
      'order TRB-123456 took 1234567 ms at 12.123456',
      '018f2f3e-7f6a-7c3b-9a43-0d1f2a3b4c5d',
      'insufficient_funds',
      'a***@example.com',
    ])
      expect(redactText(text)).toBe(text);
  });

  it('leaves none of the values that an ORM writes into its errors', () => {
    const text = `insert into "users" ("name") values ('Ana', 'it''s') - duplicate key`;
    expect(redactText(text)).toBe(`insert into "users" ("name") values ('?', '?') - duplicate key`);
  });
});

describe('redact', () => {
  it('goes as deep as an object goes, and into errors and their causes', () => {
    const cause = Object.assign(new Error('refused for ana.garcia@example.com'), { code: '23505' });
    const value = {
      a: { b: [{ c: { token: 'T', deep: { CLIENTSECRET: 'S', text: 'LPA:1$x$y' } } }] },
      error: new Error('code 402917', { cause }),
    };
    const text = JSON.stringify(redact(value));
    expect(text).not.toMatch(/"T"|"S"|LPA:1|402917|ana\.garcia/);
    expect(text).toContain('23505');
  });

  it('tells codes of errors from codes that open something', () => {
    for (const code of ['NOT_FOUND', 'card_declined', '23505', '40P01', 'ECONNREFUSED', 404])
      expect(redact({ code })).toEqual({ code });
    for (const code of ['402917', 402917, 'K2-ABCD12', 'A1B2-C3D4'])
      expect(redact({ code })).toEqual({ code: '[redacted]' });
  });

  it('ends with what refers to itself', () => {
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    expect(JSON.stringify(redact(loop))).toContain('[deep]');
  });
});

describe('a logger', () => {
  it('redacts messages, objects, errors, and what its children say on each line', () => {
    const lines = logged((log) => {
      log.info('sent to ana.garcia@example.com');
      log
        .child({ recipient: 'ana.garcia@example.com' })
        .child({ token: 'T' })
        .warn({ qrCode: 'Q' }, 'a line');
      log.error({ error: new Error('LPA:1$rsp$ABCD12') }, 'failed');
      log.error(new Error('code 402917'));
    });
    const text = JSON.stringify(lines);
    expect(text).not.toMatch(/ana\.garcia|"T"|"Q"|ABCD12|402917/);
    expect(lines[1]).toMatchObject({ level: 'warn', message: 'a line', recipient: 'a***@example.com' });
    expect(lines[2]).toMatchObject({ error: { type: 'Error', message: '[redacted]' } });
  });

  it('for lines of fixed fields looks into nothing', () => {
    const lines: string[] = [];
    createPlainLogger(settings, (line) => void lines.push(line)).info(
      { path: '/graphql', status: 200 },
      'request',
    );
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'info', path: '/graphql', message: 'request' });
  });
});
