import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '../platform/clock/clock.ts';
import type { Finding } from './finding.ts';
import type { CheckResult } from './ledger.check.ts';
import { type LedgerFixture, startLedgerFixture } from './ledger.fixture.ts';
import { readArguments } from './ledger-check.command.ts';
import { lastCheck } from './ledger-check.query.ts';
import { LedgerWatch } from './ledger-watch.service.ts';

let fixture: LedgerFixture;
beforeAll(async () => {
  fixture = await startLedgerFixture();
});
afterAll(() => fixture.close());

const finding: Finding = {
  code: 'HOLD_DIFFERS',
  subject: 'payment 1',
  orderNumber: 'TRB-ABC123',
  currency: 'USD',
  expected: 1,
  actual: 2,
};
let serial = 0;
const resultOf = (change: Partial<CheckResult>): CheckResult => ({
  id: `00000000-0000-7000-8000-${String(++serial).padStart(12, '0')}`,
  startedAt: fixture.now,
  finishedAt: fixture.now,
  since: null,
  isStripeAsked: true,
  entries: 3,
  findingCount: 0,
  findings: [],
  ...change,
});

const told: string[] = [];
const lines: string[] = [];
beforeEach(() => {
  told.splice(0);
  lines.splice(0);
});

/** Runs a look that finds this, and gives what became of it. */
async function watch(change: Partial<CheckResult>): Promise<CheckResult> {
  const watching = new LedgerWatch({
    check: { look: async () => resultOf(change) },
    alerts: {
      raise: async (_ctx, _em, alert) => {
        lines.push(...alert.lines.map(({ en }) => en));
        return told.push(`raised ${alert.key}: ${alert.subject.en}`) > 0;
      },
      settle: async (_ctx, _em, key) => {
        told.push(`settled ${key}`);
      },
    },
    audit: { record: async () => {} },
  });
  return watching.run(fixture.ctx(), { since: null, stripeSince: null });
}

describe('a look at the books', () => {
  it('raises one alert for all it found, spells out the first, and keeps everything', async () => {
    const findings = Array.from({ length: 12 }, () => finding);
    const result = await watch({ findings, findingCount: 70 });
    expect(told).toEqual(['raised ledger: The books have 70 findings']);
    expect(lines).toHaveLength(11);
    expect(lines[0]).toContain('payment 1 (TRB-ABC123). Expected $0.01, found $0.02.');
    expect(lines[10]).toContain('60 more');
    expect(await lastCheck(fixture.ctx())).toEqual(result);
  });

  it('settles it when it is clean and looked at enough', async () => {
    await watch({});
    await watch({ since: addDays(fixture.now, -35) });
    expect(told).toEqual(['settled ledger', 'settled ledger']);
  });

  it('leaves it when it did not look far enough, or Stripe did not answer', async () => {
    await watch({ since: addDays(fixture.now, -1) });
    await watch({ isStripeAsked: false });
    expect(told).toEqual([]);
  });
});

describe('the command line', () => {
  const now = new Date('2027-03-01T12:00:00Z');

  it.each([
    [[], { since: null, isStripeWanted: false, isJson: false }],
    [['--stripe', '--json'], { since: null, isStripeWanted: true, isJson: true }],
    [['--since', '36h'], { since: new Date('2027-02-28T00:00:00Z'), isStripeWanted: false, isJson: false }],
    [['--since=7d'], { since: new Date('2027-02-22T12:00:00Z'), isStripeWanted: false, isJson: false }],
    [['--since', '2027-02-01'], { since: new Date('2027-02-01'), isStripeWanted: false, isJson: false }],
    [['--since', 'yesterday'], null],
    [['--since', '2027-99-01'], null],
    [['--stripes'], null],
    [['everything'], null],
  ])('understands %j', (args, wanted) => {
    expect(readArguments(args, now)).toEqual(wanted);
  });
});
