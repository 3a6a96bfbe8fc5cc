import jsqr from 'jsqr';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { formatMoney } from '../../platform/money/money.ts';
import { type Locale, locales } from '../../platform/request-context.ts';
import type { DeliveredEsim, DeliveryFacts } from '../delivery-facts.ts';
import { payloadSchemas } from '../mail-request.ts';
import type { MailContent } from '../mailer.ts';
import { frameOf } from './frame.ts';
import {
  accountCodeMail,
  accountNoticeMail,
  deliveryMail,
  expiryReminderMail,
  inReviewMail,
  refundedMail,
  signInCodeMail,
  staffAlertMail,
  staffNoticeMail,
  tripTipsMail,
} from './index.ts';

const notices = payloadSchemas.STAFF_NOTICE.shape.notice.options;
const accountNotices = payloadSchemas.ACCOUNT_NOTICE.shape.notice.options;

const frame = (locale: Locale, isSandbox = false) =>
  frameOf({ publicUrl: 'https://tribi.example', supportEmail: 'help@tribi.example', isSandbox }, locale);

const esim = (position: number): DeliveredEsim => ({
  position,
  iccid: `893407123456789012${position}`,
  activationCode: `LPA:1$smdp.supplier.example$ID-${position}`,
  smdpAddress: 'smdp.supplier.example',
  matchingId: `ID-${position}`,
  installLinks: {
    ios: `https://ios.example/install?carddata=LPA:1$smdp.supplier.example$ID-${position}&n=${position}`,
    android: `https://android.example/install?n=${position}`,
  },
});

const facts = (change: Partial<DeliveryFacts> = {}): DeliveryFacts => ({
  orderNumber: 'TRB-7K3MQ9',
  orderUrl: 'https://tribi.example/orders/TRB-7K3MQ9',
  placeName: 'Bosnia & Herzegovina',
  planName: 'Bosnia <5 GB>',
  isUnlimited: false,
  dataMb: 5120,
  validityDays: 30,
  validityPolicy: 'FROM_FIRST_USE',
  countryCodes: ['BA'],
  total: { amount: 1250, currency: 'EUR' },
  quantity: 2,
  lost: 0,
  revoked: 0,
  esims: [esim(1), esim(2)],
  ...change,
});

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Both parts of a mail say each of these, and nothing was left unfilled. */
function expectBoth(mail: MailContent, ...said: string[]): void {
  const html = mail.html ?? '';
  for (const words of said) {
    expect(mail.text).toContain(words);
    expect(html).toContain(escaped(words));
  }
  for (const part of [mail.subject, mail.text, html.replace(/<style>.*?<\/style>/s, '')]) {
    expect(part).not.toMatch(/undefined|null|NaN|\[object|\{\w+\}/);
  }
}

describe.each(locales)('mails in %s', (locale) => {
  it('carry the sign-in code in both parts and keep it out of the subject', async () => {
    const mail = await signInCodeMail({ code: '402917' }, frame(locale));
    expectBoth(mail, '402917', locale === 'en' ? '10 minutes' : '10 minutos', 'help@tribi.example');
    expect(mail.subject).not.toContain('402917');
    expect(mail.html).toContain(`lang="${locale}"`);
    expect(mail.pictures).toEqual([]);
  });

  it.each(['CHANGE_EMAIL', 'DELETE_ACCOUNT'] as const)('carry a code that confirms %s', async (purpose) => {
    const mail = await accountCodeMail({ code: '402917', purpose }, frame(locale));
    expectBoth(mail, '402917', locale === 'en' ? '10 minutes' : '10 minutos');
    expect(mail.subject).not.toContain('402917');
    expect(mail.subject).not.toBe((await signInCodeMail({ code: '402917' }, frame(locale))).subject);
  });

  it.each(accountNotices)('tell of a change of an account: %s', async (notice) => {
    const from = { device: 'Chrome on Windows', address: '203.0.113.7' };
    const link = 'https://tribi.example/not-me#token';
    const change = notice === 'EMAIL_CHANGED' ? { newEmail: 'n***@example.com', days: 7, link } : {};
    const mail = await accountNoticeMail({ notice, ...change, ...from }, frame(locale));
    expectBoth(mail, 'Chrome on Windows, 203.0.113.7', ...Object.values(change).map(String));
  });

  it('end where they can be ended, and only there', async () => {
    const unsubscribeUrl = 'https://tribi.example/unsubscribe/x';
    const expiry = { expiresAt: '2027-03-01T00:00:00Z' };
    const ending = { ...frame(locale), unsubscribeUrl };
    expectBoth(await expiryReminderMail(facts(), expiry, ending), unsubscribeUrl, '2027');
    expectBoth(await tripTipsMail(facts(), ending), unsubscribeUrl, 'Bosnia & Herzegovina');
    const whole = await deliveryMail(facts(), frame(locale));
    expect(`${whole.text}${whole.html}`).not.toContain(frame(locale).t('unsubscribe'));
  });

  it('deliver every eSIM with its codes, links, steps and order', async () => {
    const given = facts();
    const mail = await deliveryMail(given, frame(locale));
    expectBoth(mail, ...given.esims.flatMap((one) => [one.activationCode, one.matchingId, one.iccid]));
    expectBoth(mail, ...given.esims.flatMap((one) => [one.installLinks.ios, one.installLinks.android]));
    expectBoth(mail, given.orderNumber, given.orderUrl, given.planName, given.placeName, '5 GB');
    expectBoth(mail, formatMoney(given.total, locale), given.esims[0]?.smdpAddress ?? '');
    expectBoth(
      mail,
      ...(locale === 'en' ? ['30 days', 'Data Roaming', 'Android'] : ['30 días', 'Itinerancia', 'Android']),
    );
  });

  it('carry each QR code within, decoding to its activation code', async () => {
    const given = facts();
    const mail = await deliveryMail(given, frame(locale));
    expect(mail.pictures).toHaveLength(2);
    for (const [index, picture] of mail.pictures.entries()) {
      const { data, width, height } = PNG.sync.read(picture.content);
      const read = jsqr.default(new Uint8ClampedArray(data), width, height);
      expect(read?.data).toBe(given.esims[index]?.activationCode);
      expect(mail.html).toMatch(
        new RegExp(
          `<img[^>]*alt="[^"]+[^>]*src="cid:${picture.cid}"|<img[^>]*src="cid:${picture.cid}"[^>]*alt="[^"]+`,
        ),
      );
    }
    expect(mail.html).not.toMatch(/src="(https?:)?\/\//);
  });

  it('say calmly that a delivery takes longer, and what was refunded', async () => {
    const waiting = facts({ esims: [] });
    expectBoth(
      await inReviewMail(waiting, frame(locale)),
      waiting.orderNumber,
      waiting.orderUrl,
      waiting.placeName,
    );
    const whole = await refundedMail(waiting, null, frame(locale));
    expectBoth(whole, formatMoney(waiting.total, locale));
    const part = { amount: 625, currency: 'EUR' };
    const partly = await refundedMail(waiting, { refunded: part }, frame(locale));
    expect(partly.subject).toContain(formatMoney(part, locale));
    expectBoth(partly, formatMoney(part, locale), formatMoney(waiting.total, locale));
  });

  it('lead to the shop and its help centre in the language of the reader', async () => {
    const mail = await inReviewMail(facts({ esims: [] }), frame(locale));
    const shop = `https://tribi.example${locale === 'en' ? '' : '/es'}`;
    expectBoth(mail, `${shop}/help`);
    expect(mail.html).toContain(`href="${shop}"`);
  });

  it('say in a sandbox, and only there, that it is one', async () => {
    for (const isSandbox of [true, false]) {
      const mail = await signInCodeMail({ code: '402917' }, frame(locale, isSandbox));
      const banner = frame(locale).t('sandbox');
      expect(mail.text.includes(banner)).toBe(isSandbox);
      expect(mail.html?.includes(banner)).toBe(isSandbox);
    }
  });

  it('speak to staff in text, with a link to the place', () => {
    const alert = { subject: 'Stock is low', lines: ['ES 5 GB: 3 left'], path: '/admin/inventory' };
    const mail = staffAlertMail(alert, frame(locale));
    expect(mail.html).toBeNull();
    expect(mail.text).toContain('https://tribi.example/admin/inventory');
    expect(mail.text).toContain('ES 5 GB: 3 left');
  });

  it.each(notices)('tell staff of a change of their access: %s', (notice) => {
    const from = { device: 'Chrome on Windows', address: '203.0.113.7' };
    const mail = staffNoticeMail({ notice, roles: ['SUPPORT'], left: 9, ...from }, frame(locale));
    expect(mail.subject.length).toBeGreaterThan('[Tribi] '.length);
    expect(mail.text).toContain('https://tribi.example/admin');
    expect(mail.text).not.toMatch(/undefined|null|\{\w+\}/);
    // What somebody did to their own access says from where; who is invited has done nothing.
    expect(mail.text.includes('Chrome on Windows, 203.0.113.7')).toBe(notice !== 'INVITED');
  });
});

describe('what a pass says', () => {
  it.each([
    [{ isUnlimited: true, dataMb: null }, 'Unlimited'],
    [{ dataMb: 500 }, '500 MB'],
    [{ dataMb: 1536 }, '1.5 GB'],
    [{ validityDays: 1, validityPolicy: 'FROM_INSTALL' }, '1 day from installation'],
    [{ validityPolicy: 'FROM_INSTALL' }, 'begin when you install the eSIM'],
    [{ validityPolicy: 'FROM_FIRST_USE' }, 'begin when the eSIM first connects'],
    [{ esims: [esim(1)], quantity: 1 }, 'Your Bosnia & Herzegovina eSIM is ready'],
    [{ esims: [esim(1), esim(2)] }, 'eSIM 2 of 2'],
    [{ quantity: 3 }, '2 of your 3 Bosnia & Herzegovina eSIMs are ready'],
    [{ quantity: 3 }, 'One more takes a little longer'],
    [{ quantity: 4 }, '2 more take a little longer'],
    [{ quantity: 3, lost: 1 }, 'One could not be delivered'],
    [{ quantity: 4, lost: 2 }, '2 could not be delivered'],
  ] satisfies [Partial<DeliveryFacts>, string][])('%o: %s', async (change, words) => {
    expectBoth(await deliveryMail(facts(change), frame('en')), words);
  });

  it('promises nothing about when days begin if the supplier does not say', async () => {
    const { text } = await deliveryMail(facts({ validityPolicy: null }), frame('en'));
    expect(text).toContain('30 days');
    expect(text).not.toMatch(/begin when/);
  });
});
