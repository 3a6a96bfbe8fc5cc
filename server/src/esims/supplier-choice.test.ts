import { describe, expect, it } from 'vitest';
import { closedBreaker } from '../providers/breaker.states.ts';
import {
  backOff,
  chooseSupplier,
  type KnownAttempt,
  type PlanSupplier,
  type Situation,
} from './supplier-choice.ts';

const now = new Date('2027-03-01T12:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const withHandle = { hasIdempotencyHandle: true, canLookUp: false, ratePerSecond: 100, timeLimitMs: 1_000 };
const withLookUp = { ...withHandle, hasIdempotencyHandle: false, canLookUp: true };
const withNeither = { ...withHandle, hasIdempotencyHandle: false };

const supplier = (name: string, changes: Partial<PlanSupplier> = {}): PlanSupplier => ({
  supplier: name,
  sku: 'SKU',
  costAmount: 100,
  costCurrency: 'USD',
  isEnabled: true,
  isOn: true,
  capabilities: withHandle,
  breaker: closedBreaker,
  pausedUntil: null,
  ...changes,
});
let serial = 0;
const attempt = (
  name: string,
  outcome: KnownAttempt['outcome'],
  changes: Partial<KnownAttempt> = {},
): KnownAttempt => {
  serial += 1;
  return {
    id: String(serial),
    supplier: name,
    outcome,
    startedAt: later(-600),
    waivedAt: null,
    isUnsent: false,
    ...changes,
  };
};
const times = (count: number, make: () => KnownAttempt) => Array.from({ length: count }, make);
const choose = (changes: Partial<Situation>) => {
  const choice = chooseSupplier({
    now,
    suppliers: [supplier('A'), supplier('B')],
    attempts: [],
    roundAt: null,
    wanted: null,
    failedNow: new Set(),
    ...changes,
  });
  if (choice.kind === 'call') return `${choice.how} ${choice.source.supplier}`;
  if (choice.kind === 'wait') return `wait ${choice.seconds} ${choice.queue ?? ''}`.trim();
  return choice.hold;
};
const open = (seconds: number) => ({
  breaker: { state: 'OPEN' as const, failures: 5, retryAt: later(seconds) },
});

describe('whom to ask', () => {
  it.each<[string, string, Partial<Situation>]>([
    ['the plan’s first', 'order A', {}],
    ['the next after a clear refusal', 'order B', { attempts: [attempt('A', 'REFUSED')] }],
    [
      'nobody when all refused',
      'SUPPLIER_REFUSED',
      { attempts: [attempt('A', 'REFUSED'), attempt('B', 'REFUSED')] },
    ],
    [
      'the next when the first was busy just now',
      'order B',
      { attempts: [attempt('A', 'BUSY')], failedNow: new Set(['A']) },
    ],
    [
      'nobody for a while when all were busy just now',
      'wait 2',
      { attempts: [attempt('A', 'BUSY'), attempt('B', 'BUSY')], failedNow: new Set(['A', 'B']) },
    ],
    ['the first again when it was busy earlier', 'order A', { attempts: [attempt('A', 'BUSY')] }],
    [
      'nobody until its pause is over, where that is later than its breaker’s',
      'wait 60',
      { suppliers: [supplier('A', { ...open(-5), pausedUntil: later(60) })] },
    ],
    [
      'nobody until its breaker’s time, where that is later than its pause',
      'wait 90 A',
      { suppliers: [supplier('A', { ...open(90), pausedUntil: later(60) })] },
    ],
    [
      'it again, however often its turn never came',
      'order A',
      { suppliers: [supplier('A')], attempts: times(30, () => attempt('A', 'BUSY', { isUnsent: true })) },
    ],
    [
      'the next where the first’s breaker is open',
      'order B',
      { suppliers: [supplier('A', open(20)), supplier('B')] },
    ],
    [
      'the first again, to look, when its pause is over',
      'order A',
      { suppliers: [supplier('A', open(0)), supplier('B')] },
    ],
    [
      'the next where a switch is off',
      'order B',
      { suppliers: [supplier('A', { isOn: false }), supplier('B')] },
    ],
    ['nobody while the only one’s switch is off', 'wait 60', { suppliers: [supplier('A', { isOn: false })] }],
    [
      'nobody while all breakers are open: the first to be asked again',
      'wait 20 B',
      { suppliers: [supplier('A', open(30)), supplier('B', open(20))] },
    ],
    [
      'nobody while the only one has asked us to stop',
      'wait 7',
      { suppliers: [supplier('A', { pausedUntil: later(7) })] },
    ],
    ['only enabled ones', 'order B', { suppliers: [supplier('A', { isEnabled: false }), supplier('B')] }],
    ['only known ones', 'order B', { suppliers: [supplier('A', { capabilities: null }), supplier('B')] }],
    [
      'no one where none is known',
      'SUPPLIER_REFUSED',
      { suppliers: [supplier('A', { capabilities: null })] },
    ],
    ['no one where the plan has none', 'SUPPLIER_REFUSED', { suppliers: [] }],
    ['the next after the last try', 'order B', { attempts: times(10, () => attempt('A', 'BUSY')) }],
    [
      'no one after the last try of all',
      'SUPPLIER_UNREACHABLE',
      { suppliers: [supplier('A')], attempts: times(10, () => attempt('A', 'BUSY')) },
    ],
    ['whom a person chose', 'order B', { wanted: 'B' }],
    [
      'who refused before a person began anew',
      'order A',
      { attempts: [attempt('A', 'REFUSED')], roundAt: later(-1) },
    ],
  ])('%s: %s', (_what, expected, changes) => {
    expect(choose(changes)).toBe(expected);
  });
});

describe('after an unknown outcome nobody else is asked', () => {
  const unknown = [attempt('A', 'UNKNOWN')];
  it.each<[string, string, Partial<Situation>]>([
    ['but the same again under its handle', 'order A', {}],
    [
      'also where it is no longer enabled',
      'order A',
      { suppliers: [supplier('A', { isEnabled: false }), supplier('B')] },
    ],
    ['also where a person chose another', 'order A', { wanted: 'B' }],
    [
      'but it is looked up where that is possible',
      'lookUp A',
      { suppliers: [supplier('A', { capabilities: withLookUp }), supplier('B')] },
    ],
    [
      'but a person, where neither is',
      'SUPPLIER_UNKNOWN',
      { suppliers: [supplier('A', { capabilities: withNeither }), supplier('B')] },
    ],
    ['but a person, where it is gone from the plan', 'SUPPLIER_UNKNOWN', { suppliers: [supplier('B')] }],
    ['and it is waited for', 'wait 2', { failedNow: new Set(['A']) }],
    ['and its breaker is waited for', 'wait 9 A', { suppliers: [supplier('A', open(9)), supplier('B')] }],
    [
      'and after the last try a person looks',
      'SUPPLIER_UNKNOWN',
      { attempts: times(10, () => attempt('A', 'UNKNOWN')) },
    ],
    [
      'until a person accepts a double order',
      'order B',
      { attempts: [attempt('A', 'UNKNOWN', { waivedAt: now })], wanted: 'B' },
    ],
    ['also when it was busy afterwards', 'order A', { attempts: [...unknown, attempt('A', 'BUSY')] }],
  ])('%s: %s', (_what, expected, changes) => {
    expect(choose({ attempts: unknown, ...changes })).toBe(expected);
  });
});

it('waits twice as long with each try, up to ten minutes', () => {
  expect([1, 2, 3, 9, 10, 20].map(backOff)).toEqual([2, 4, 8, 512, 600, 600]);
});
