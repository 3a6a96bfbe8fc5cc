import { describe, expect, it } from 'vitest';
import { mailTexts } from './mail.texts.ts';
import { accountNoticeTexts } from './templates/account-notice-mail.texts.ts';
import { codeTexts } from './templates/code-mail.texts.ts';
import { deliveryTexts } from './templates/delivery-mail.texts.ts';
import { noticeTexts } from './templates/notice-mail.texts.ts';
import { staffNoticeTexts } from './templates/staff-notice-mail.texts.ts';

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('the texts of mails', () => {
  it.each(Object.entries(mailTexts))('%s says the same in both languages', (_key, { en, es }) => {
    expect(en.trim()).not.toBe('');
    expect(es.trim()).not.toBe('');
    expect(placeholders(es)).toEqual(placeholders(en));
    expect(`${en}${es}`).not.toMatch(/[!¡]/);
  });

  it('of one kind hide none of another', () => {
    for (const texts of [codeTexts, accountNoticeTexts, deliveryTexts, noticeTexts, staffNoticeTexts])
      expect(mailTexts).toMatchObject(texts);
  });
});
