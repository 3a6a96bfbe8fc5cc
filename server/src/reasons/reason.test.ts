import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Message, say } from '../platform/i18n/say.ts';
import { recorded } from '../platform/i18n/stored-text.ts';
import { currencyCodes } from '../platform/money/currency.ts';
import { money, moneyInRecords } from '../platform/money/money.ts';
import { attemptDetails } from './attempt-detail.messages.ts';
import { reasons } from './reason.messages.ts';
import { attemptDetailIn, reasonIn } from './reason.ts';

/** What fills the holes in life. */
const values: Record<string, string | number> = {
  amount: '$4.50',
  received: '$3.00',
  expected: '€1,004.50',
  price: '¥1,990',
  currency: 'BRL',
  hours: 24,
  tries: 10,
  supplier: 'CONNECTED_YOU',
  suppliers: 'CONNECTED_YOU, PLAIN',
  names: 'conected you, OTHER',
  name: 'ConnectedYou',
  status: 503,
  code: 'charge_already_refunded',
  problem: 'ICCID_TAKEN',
  reason: 'expired_or_canceled_card',
};
const known = (messages: Record<string, Message>) => Object.entries(messages);

describe('a reason that the program gives', () => {
  it.each(known(reasons))('comes back in both languages: %s', (_, reason) => {
    const stored = recorded(reason, values);
    expect(stored).not.toMatch(/\{\w+\}/);
    expect(reasonIn(stored, 'es')).toBe(say(reason, 'es', values));
    expect(reasonIn(stored, 'en')).toBe(stored);
  });

  it.each(known(attemptDetails))('and so does how a call ended: %s', (_, detail) => {
    const stored = recorded(detail, values);
    expect(stored).not.toMatch(/\{\w+\}/);
    expect(attemptDetailIn(stored, 'es')).toBe(say(detail, 'es', values));
    expect(attemptDetailIn(stored, 'en')).toBe(stored);
  });

  it.each(currencyCodes)('is known after an amount in %s, which stays as it was written', (currency) => {
    for (const minor of [1, 450, 123_456_780]) {
      const amount = moneyInRecords(money(minor, currency));
      const stored = recorded(reasons.amountFor, { amount, reason: recorded(reasons.notDelivered, values) });
      expect(reasonIn(stored, 'es')).toBe(`${amount}: sin entregar después de 24 horas`);
    }
  });

  it('is known in the oldest rows too', () => {
    expect(reasonIn('450 USD: not delivered within 24 hours', 'es')).toBe(
      '450 USD: sin entregar después de 24 horas',
    );
  });

  it.each([
    'Plans changed',
    'refused by mistake, the guest asked twice',
    'refused by Anna',
    'not delivered within a day',
    'Client said: not paid in time',
    '$4.50: agreed by phone (see [the note])',
    'received two, expected one',
    '  not paid in time',
    'fraudulent',
    'expired_or_canceled_card',
    'CONNECTED_YOU: PROCESS_DIED',
    'fraudulent, $4.50',
  ])('is not taken for what it is not: %s', (words) => {
    expect(reasonIn(words, 'es')).toBe(words);
    expect(reasonIn(words, 'en')).toBe(words);
  });
});

/** Rooms that write into histories, refunds and calls; what is no sentence and runs of jobs are left out. */
const rooms = ['orders', 'payments', 'esims', 'returns', 'providers'];
const folder = fileURLToPath(new URL('..', import.meta.url));
const sources = rooms.flatMap((room) =>
  readdirSync(`${folder}/${room}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.test|\.fixture|\.messages)\.ts$/.test(name))
    .map((name): [string, string] => [`${room}/${name}`, readFileSync(`${folder}/${room}/${name}`, 'utf8')]),
);
const bare = (source: string) =>
  source
    .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    .replace(/\$\{[^}]*\}/g, '')
    .replace(/outcome: 'SUCCESS', detail/g, '')
    .replace(/'[^'\s]*'|`[^`\s]*`/g, '');
const sentence = "(?:'[^'\\n]*[a-z] [^'\\n]*'|`[^`]*[a-z] [^`]*`)";
/** A sentence where a reason or a call's end stands, and one among what is given to those who write them down. */
const written = [
  `\\breason\\b[^;\\n]*[:=]\\s*${sentence}`,
  `\\boutcome:[^;]*\\bdetail: ${sentence}`,
  `\\.(?:hold|release|pause|resume|retire|retireItems|move|start|giveUp|refundUndelivered)\\([^;]*?${sentence}`,
  `\\breview\\([^;]*?${sentence}`,
  `new (?:NoTurn|Provider\\w+)\\(\\s*${sentence}`,
].map((source) => new RegExp(source, 'g'));

describe('whoever gives a reason', () => {
  it('takes its words from where both languages stand', () => {
    expect(sources.length).toBeGreaterThan(100);
    const found = sources.flatMap(([name, source]) =>
      written.flatMap((pattern) => [...bare(source).matchAll(pattern)].map(([text]) => `${name}: ${text}`)),
    );
    expect(found).toEqual([]);
  });

  it('says none of them in words of its own', () => {
    const sentences = [...known(reasons), ...known(attemptDetails)]
      .map(([, { en }]) => en)
      .filter((en) => en.includes(' ') && !/\{\w+\}/.test(en));
    const again = sources.flatMap(([name, source]) =>
      sentences
        .filter((text) => source.replace(`description: '${text}'`, '').includes(`'${text}'`))
        .map((text) => `${name}: ${text}`),
    );
    expect(again).toEqual([]);
  });
});
